/**
 * Shows that a request says what it is meant to say, after it has been put on the wire: a valid one is
 * valid under two independent validators, and a violation breaks its one clause and no other.
 */
import type { SchemaChecker, SchemaFailure } from '../../contract/checker.ts';
import type { Clause } from '../../contract/clauses.ts';
import type { Operation } from '../../contract/contract.ts';
import type { Json } from '../../contract/json.ts';
import type { BodyValue, Draft } from '../case.ts';
import { containsBeside } from '../values/contains.ts';
import { crossFieldKeyword } from '../values/cross-fields.ts';
import type { Schemas } from '../values/schemas.ts';
import type { ReadBody } from '../wire/body.ts';
import { encodeRequest, readRequest } from '../wire/encode.ts';
import type { PartFault } from '../wire/read-multipart.ts';
import { Unwritable } from '../wire/unwritable.ts';
import type { LiftedClause, SecondOpinion } from './second-opinion.ts';

export interface Prover {
  /** Why `draft` cannot be shown to be a valid request, or `undefined` where it is. */
  doubtsValid(draft: Draft): string | undefined;
  /**
   * Why `draft` cannot be shown to break `clause` alone, or `undefined` where it does.
   *
   * @param companions clauses that cannot be kept once this one is broken: `enum` beside `type`
   */
  doubtsViolation(draft: Draft, clause: Clause, companions: readonly LiftedClause[]): string | undefined;
  /**
   * The places in the document of the clauses that `draft` breaks, by the first validator; `undefined` where it
   * breaks none, or where the second one does not agree that it is invalid.
   */
  brokenClauses(draft: Draft): readonly string[] | undefined;
}

/** A value of the request, the schema that it must fit, and whether it is there. */
interface Part {
  readonly in: Clause['in'];
  readonly schemaPointer: string;
  readonly value: Json | undefined;
  /** Where the contract says that it must be there, if it does. */
  readonly requiredPointer: string | undefined;
  /** Whether a server may take it for nothing at all. */
  readonly isEmpty: boolean;
  /** What of it is not sent as the contract says. */
  readonly faults: readonly PartFault[];
}

interface Examined extends Part {
  /** What the first validator says of it. */
  readonly failures: readonly SchemaFailure[];
  /** Why it is not valid, if it is not. */
  readonly doubt: string | undefined;
}

export function createProver(schemas: Schemas, first: SchemaChecker, second: SecondOpinion): Prover {
  const partsOf = (draft: Draft): Part[] | string => {
    try {
      return readParts(schemas, draft);
    } catch (error) {
      if (error instanceof Unwritable) return error.message;
      throw error;
    }
  };
  const examine = (part: Part): Examined => {
    const { schemaPointer, value, requiredPointer } = part;
    if (value === undefined) {
      const doubt = requiredPointer === undefined ? undefined : `${requiredPointer} is broken`;
      return { ...part, failures: [], doubt };
    }
    const failures = first.check(schemaPointer, value);
    return { ...part, failures, doubt: doubtOf(part, failures) };
  };
  const doubtOf = (part: Part, [failure]: readonly SchemaFailure[]): string | undefined => {
    const { schemaPointer, value = null, requiredPointer, isEmpty, faults } = part;
    if (failure !== undefined) return `it breaks ${failure.schemaPointer} as well`;
    if (!second.isValid(schemaPointer, value)) return 'the second validator finds it invalid';
    const [fault] = faults;
    if (fault !== undefined) return `its part ${fault.name} is sent otherwise (${fault.kind})`;
    return isEmpty && requiredPointer !== undefined ? 'an empty body cannot be told from none' : undefined;
  };

  /** What is wrong with a part, where both validators say that something is. */
  const agreedFailures = ({
    value,
    failures,
    schemaPointer,
    requiredPointer,
  }: Examined): string[] | undefined => {
    if (value === undefined) return requiredPointer === undefined ? undefined : [requiredPointer];
    // The second validator does not know the cross-field clauses.
    const isOurs =
      failures.length > 0 && failures.every(({ keyword }) => crossFieldKeyword(keyword) !== undefined);
    const isAgreed = failures.length > 0 && (isOurs || !second.isValid(schemaPointer, value));
    return isAgreed ? failures.map((failure) => failure.schemaPointer) : undefined;
  };

  return {
    doubtsValid(draft) {
      const parts = partsOf(draft);
      if (typeof parts === 'string') return parts;
      for (const part of parts) {
        const { doubt } = examine(part);
        if (doubt !== undefined) return doubt;
        const [filled] = part.value === undefined ? [] : first.checkFilledIn(part.schemaPointer, part.value);
        if (filled !== undefined)
          return `with the defaults that are filled in it breaks ${filled.schemaPointer}`;
      }
      return undefined;
    },
    brokenClauses(draft) {
      const parts = partsOf(draft);
      if (typeof parts === 'string' || draft.override.parts !== undefined) return undefined;
      const broken = parts.map(examine).filter(({ doubt }) => doubt !== undefined);
      const agreed = broken.map(agreedFailures);
      return broken.length === 0 || agreed.includes(undefined)
        ? undefined
        : agreed.flatMap((each) => each ?? []);
    },
    doubtsViolation(draft, clause, companions) {
      const parts = partsOf(draft);
      if (typeof parts === 'string') return parts;
      const broken = parts.map(examine).filter(({ doubt }) => doubt !== undefined);
      const [part] = broken;
      if (part === undefined) return 'it is valid';
      if (broken.length > 1) return 'more than one part of the request is invalid';
      if (part.value === undefined) {
        return part.requiredPointer === clause.pointer ? undefined : `${part.requiredPointer} is broken`;
      }
      if (part.isEmpty && part.requiredPointer === undefined) return 'an empty body may be taken for none';
      if (draft.override.parts !== undefined) {
        const doubt = doubtOf({ ...part, faults: [] }, part.failures);
        return doubt ?? (part.faults.length > 0 ? undefined : 'its part is sent as the contract says');
      }
      const lifted = [clause, ...companions];
      const { failures } = part;
      if (!failures.some((failure) => isAbout(failure, [clause])))
        return 'the first validator sees no violation of it';
      if (crossFieldKeyword(clause.keyword) !== undefined) {
        const other = failures.find((failure) => !isAbout(failure, [clause]));
        if (other !== undefined) return `it breaks ${other.schemaPointer} as well`;
        return second.isValid(part.schemaPointer, part.value)
          ? undefined
          : 'the second validator finds more wrong';
      }
      const alien = failures.find(
        (failure) => crossFieldKeyword(failure.keyword) !== undefined && !isAbout(failure, lifted),
      );
      if (alien !== undefined) return `it breaks ${alien.schemaPointer} as well`;
      if (second.isValid(part.schemaPointer, part.value)) return 'the second validator finds it valid';
      if (second.isValidWithout(lifted, part.schemaPointer, part.value)) return undefined;
      const other = failures.find((failure) => !isAbout(failure, lifted));
      return other === undefined
        ? 'it breaks more than that clause'
        : `it breaks ${other.schemaPointer} as well`;
    },
  };
}

function readParts(schemas: Schemas, draft: Draft): Part[] {
  const { operation, body } = draft;
  const read = readRequest(schemas, operation, encodeRequest(draft), body);
  const parameters = operation.parameters.map((parameter) => ({
    in: parameter.in,
    schemaPointer: parameter.schemaPointer,
    value: read.parameters.get(parameter),
    requiredPointer: parameter.required ? `${parameter.pointer}/required` : undefined,
    isEmpty: false,
    faults: [],
  }));
  return [...parameters, ...bodyParts(operation, body, read.body)];
}

function bodyParts(
  { body: spec }: Operation,
  body: BodyValue | undefined,
  read: ReadBody | undefined,
): Part[] {
  if (spec === undefined) return [];
  const requiredPointer = spec.required ? `${spec.pointer}/required` : undefined;
  const { value, isEmpty = false, faults = [] } = read ?? { value: undefined };
  return [{ in: 'body', schemaPointer: body?.schemaPointer ?? '', value, requiredPointer, isEmpty, faults }];
}

function isAbout(failure: SchemaFailure, clauses: readonly LiftedClause[]): boolean {
  return clauses.some(
    ({ pointer, keyword, value }) =>
      failure.schemaPointer === (COUNTING.has(keyword) ? containsBeside(pointer) : pointer) &&
      (!NAMING.has(keyword) || failure.expected === value),
  );
}

/** Keywords whose failures Ajv reports as those of the `contains` beside them. */
const COUNTING: ReadonlySet<string> = new Set(['minContains', 'maxContains']);

/** Keywords that are one clause for each name that they list. */
const NAMING: ReadonlySet<string> = new Set(['required', 'dependentRequired']);
