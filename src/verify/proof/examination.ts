/**
 * What two validators say of each part of a request, after it has been put on the wire and read back.
 *
 * Most requests of a plan differ from another at one place: what was examined once is remembered, by identity.
 */
import type { BrokenClause, Clause, RequestBody, SchemaChecker } from '@countersign/contract';
import { type Json, objectOf } from '@countersign/contract';
import type { BodyValue, Draft, ParameterValue } from '../model/draft.ts';
import { BoundedCache } from '../values/bounded-cache.ts';
import type { Schemas } from '../values/schemas.ts';
import { setAt } from '../values/set-at.ts';
import { decodeBody, encodeBody } from '../wire/body.ts';
import { encodeRequest, readRequest } from '../wire/encode.ts';
import { isTyped, isWrittenAsText } from '../wire/media-kind.ts';
import type { PartFault } from '../wire/read-multipart.ts';
import type { IndependentValidator } from './independent-validator.ts';

/** A value of the request, the schema that it must fit, and whether it is there. */
interface Part {
  readonly in: Clause['in'];
  /** The parameter's name; empty for the body. */
  readonly name: string;
  readonly schemaPointer: string;
  readonly value: Json | undefined;
  /** Where the contract says that it must be there, if it does. */
  readonly requiredPointer: string | undefined;
  /** Whether a server may take it for nothing at all. */
  readonly isEmpty: boolean;
  /** What of it is not sent as the contract says. */
  readonly faults: readonly PartFault[];
  /** Whether every value in it is a text on the wire. */
  readonly isText: boolean;
}

export interface Examined extends Part {
  /** What the first validator says of it. */
  readonly failures: readonly BrokenClause[];
  /** Why the value is not valid, if it is not. */
  readonly doubt: string | undefined;
}

/** Heads and bodies of requests: those of one operation are planned one after the other. */
const MOST_REMEMBERED = 20;

export class Examination {
  readonly #schemas: Schemas;
  readonly #first: SchemaChecker;
  readonly #second: IndependentValidator;
  readonly #heads = new BoundedCache<readonly ParameterValue[], readonly Examined[]>(MOST_REMEMBERED);
  readonly #bodies = new BoundedCache<BodyValue, Examined>(MOST_REMEMBERED);

  constructor(schemas: Schemas, first: SchemaChecker, second: IndependentValidator) {
    this.#schemas = schemas;
    this.#first = first;
    this.#second = second;
  }

  /** @throws {Unwritable} it cannot be put on the wire */
  partsOf(draft: Draft): readonly Examined[] {
    const { operation, parameters, body, override } = draft;
    const head = this.#heads.of(parameters, () => this.#headOf(draft));
    const spec = operation.body;
    if (spec === undefined) return head;
    if (body === undefined) return [...head, this.#examine(bodyPart(spec))];
    if (override.parts !== undefined) return [...head, this.#bodyOf(spec, body, override)];
    return [...head, this.#bodies.of(body, () => this.#bodyOf(spec, body))];
  }

  /** Whether the numbers and words that fail can be read as the strings that they are on the wire: `1.5` may be one. */
  isValidAsText({ isText, schemaPointer, value = null }: Examined): boolean {
    if (!isText) return false;
    const read = this.#first.check(schemaPointer, value).reduce((whole, { pointer, actual }) => {
      const isWord = typeof actual === 'number' || typeof actual === 'boolean';
      return isWord ? setAt(whole, pointer, String(actual)) : whole;
    }, value);
    return read !== value && this.#first.checkBriefly(schemaPointer, read).length === 0;
  }

  #headOf(draft: Draft): Examined[] {
    const request = encodeRequest({ ...draft, body: undefined });
    const read = readRequest(this.#schemas, draft.operation, request);
    return draft.operation.parameters.map((parameter) =>
      this.#examine({
        in: parameter.in,
        name: parameter.name,
        schemaPointer: parameter.schemaPointer,
        value: read.parameters.get(parameter),
        requiredPointer: parameter.required ? `${parameter.pointer}/required` : undefined,
        isEmpty: false,
        faults: [],
        isText: isWrittenAsText(parameter),
      }),
    );
  }

  #bodyOf(spec: RequestBody, body: BodyValue, { parts }: Draft['override'] = {}): Examined {
    const { bytes, contentType } = encodeBody(body, parts);
    const read = decodeBody(this.#schemas, body, contentType, bytes);
    const { schemaPointer, type } = body;
    return this.#examine({ ...bodyPart(spec), ...read, schemaPointer, isText: !isTyped(type) });
  }

  #examine(part: Part): Examined {
    const { schemaPointer, value, requiredPointer } = part;
    if (value === undefined) {
      const doubt = requiredPointer === undefined ? undefined : `${requiredPointer} is broken`;
      return { ...part, failures: [], doubt };
    }
    const failures = this.#first.brokenClauses(schemaPointer, value);
    return { ...part, failures, doubt: this.#doubtOf(part, value, failures) };
  }

  #doubtOf(part: Part, value: Json, [failure]: readonly BrokenClause[]): string | undefined {
    const { schemaPointer, requiredPointer, isEmpty } = part;
    if (failure !== undefined) return `it breaks ${failure.schemaPointer} as well`;
    if (!this.#second.isValid(schemaPointer, value)) return 'the second validator finds it invalid';
    if (isEmpty && requiredPointer !== undefined) return 'an empty body cannot be told from none';
    const [filled] = this.#hasDefaults(schemaPointer) ? this.#first.checkFilledIn(schemaPointer, value) : [];
    return filled && `with the defaults that are filled in it breaks ${filled.schemaPointer}`;
  }

  #hasDefaults(schemaPointer: string): boolean {
    const locations = this.#schemas.locationsAt(schemaPointer);
    return locations.some(({ pointer }) => objectOf(this.#schemas.at(pointer))['default'] !== undefined);
  }
}

function bodyPart({ required, pointer }: RequestBody): Part {
  const requiredPointer = required ? `${pointer}/required` : undefined;
  return {
    in: 'body',
    name: '',
    schemaPointer: '',
    value: undefined,
    requiredPointer,
    isEmpty: false,
    faults: [],
    isText: false,
  };
}
