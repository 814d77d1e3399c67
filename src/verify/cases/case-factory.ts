/** Puts cases together and sees to it that no two have the same name. */
import type { Clause, Json } from '@countersign/contract';
import type { Case, Phase } from '../model/case.ts';
import type { Draft } from '../model/draft.ts';
import type { Expectation } from '../model/expectation.ts';
import { describeValue } from '../values/describe-value.ts';
import { describeExpectation } from './expectations.ts';

export interface CaseParts extends Partial<Omit<Case, 'name' | 'operation'>> {
  readonly phase: Phase;
  readonly draft: Draft;
  readonly expects: Expectation;
  readonly why: string;
  /** What the case is about, between the operation and the expectation: `body /name maxLength 200`. */
  readonly about: readonly string[];
}

export class CaseFactory {
  readonly #names = new Map<string, number>();

  make({ about, ...parts }: CaseParts): Case {
    const { operation } = parts.draft;
    const subject = [operation.id, ...about.filter((part) => part !== '')].join(' · ');
    const name = `${subject} → ${describeExpectation(parts.expects)}`;
    const times = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, times);
    return {
      clause: undefined,
      before: undefined,
      role: 'default',
      credential: 'valid',
      ...parts,
      operation,
      name: times === 1 ? name : `${name} (${times})`,
    };
  }
}

/** `body /name maxLength 200`, `query /limit maximum 100`, `body /steps required` */
export function describeClause({ in: place, path, keyword, value }: Clause): string {
  return [place, path, keyword, describeExpected(keyword, value)].filter((part) => part !== '').join(' ');
}

function describeExpected(keyword: string, value: Json): string {
  if (keyword === 'required' || value === true) return '';
  if (Array.isArray(value)) return keyword === 'type' ? value.join('|') : '';
  if (typeof value === 'string') return value.length > LONGEST ? '' : value;
  return typeof value === 'object' || value === false ? '' : describeValue(value);
}

const LONGEST = 40;
