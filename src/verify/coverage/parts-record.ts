/** Which of the optional parts of answers were seen. */
import type { Json, Operation, ResponseSpec } from '@countersign/contract';
import type { AnswerChecker } from '../judge/rules.ts';
import type { WireResponse } from '../model/exchange.ts';
import type { Schemas } from '../values/schemas.ts';
import type { CoverageItem } from './coverage.ts';
import { type ResponsePart, responseParts } from './response-parts.ts';

export class PartsRecord {
  readonly #schemas: Schemas;
  readonly #checker: AnswerChecker;
  /** By operation and status. */
  readonly #parts = new Map<string, readonly ResponsePart[]>();
  /** Those of them that are still to be seen. */
  readonly #missing = new Map<string, readonly ResponsePart[]>();
  readonly #seen = new Set<string>();
  readonly #answered = new Set<string>();

  constructor(schemas: Schemas, checker: AnswerChecker) {
    this.#schemas = schemas;
    this.#checker = checker;
  }

  /** @param body read only if it may tell something new */
  saw(operation: Operation, spec: ResponseSpec, response: WireResponse, body: () => Json | undefined): void {
    const key = `${operation.id} ${spec.status}`;
    this.#answered.add(key);
    const before = this.#missing.get(key) ?? this.#partsOf(operation, spec);
    const missing = before.filter((part) => !this.#seen.has(part.key));
    if (missing.length > 0) {
      const value = body();
      for (const part of missing) if (part.isIn(value, response)) this.#seen.add(part.key);
    }
    this.#missing.set(
      key,
      missing.filter((part) => !this.#seen.has(part.key)),
    );
  }

  /** Each part once, at the first of the operations that may answer with it. */
  items(operations: readonly Operation[]): CoverageItem[] {
    const items = new Map<string, CoverageItem>();
    for (const operation of operations) {
      for (const spec of operation.responses) {
        const wasAnswered = this.#answered.has(`${operation.id} ${spec.status}`);
        for (const { key, id, kind } of this.#partsOf(operation, spec)) {
          const state = this.#seen.has(key) ? 'covered' : 'open';
          const known = items.get(key);
          if (known !== undefined && (known.reason !== NO_ANSWER || !wasAnswered)) continue;
          const reason = wasAnswered ? NOT_THERE : NO_ANSWER;
          const item = { id, operation: operation.id, kind, state } as const;
          items.set(key, { ...item, reason: state === 'covered' ? undefined : reason });
        }
      }
    }
    return [...items.values()];
  }

  #partsOf(operation: Operation, spec: ResponseSpec): readonly ResponsePart[] {
    const key = `${operation.id} ${spec.status}`;
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const parts = responseParts(this.#schemas, this.#checker, operation, spec);
    this.#parts.set(key, parts);
    return parts;
  }
}

const NO_ANSWER = 'no answer that may have it was seen';
const NOT_THERE = 'no answer had it';
