/**
 * Shows that a request says what it is meant to say, after it has been put on the wire: a valid one is
 * valid under two independent validators, and a violation breaks its one clause and no other.
 */
import type { BrokenClause, SchemaChecker } from '../../contract/checker.ts';
import type { Clause } from '../../contract/clauses.ts';
import type { Draft } from '../case.ts';
import { containsBeside } from '../values/contains.ts';
import { crossFieldKeyword } from '../values/cross-fields.ts';
import type { Schemas } from '../values/schemas.ts';
import { Unwritable } from '../wire/unwritable.ts';
import { Examination, type Examined } from './examination.ts';
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

export function createProver(schemas: Schemas, first: SchemaChecker, second: SecondOpinion): Prover {
  const examination = new Examination(schemas, first, second);
  const partsOf = (draft: Draft): readonly Examined[] | string => {
    try {
      return examination.partsOf(draft);
    } catch (error) {
      if (error instanceof Unwritable) return error.message;
      throw error;
    }
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
      return typeof parts === 'string' ? parts : parts.map(whyInvalid).find((doubt) => doubt !== undefined);
    },
    brokenClauses(draft) {
      const parts = partsOf(draft);
      if (typeof parts === 'string' || draft.override.parts !== undefined) return undefined;
      const agreed = parts.filter(isInvalid).map(agreedFailures);
      return agreed.length === 0 || agreed.includes(undefined)
        ? undefined
        : agreed.flatMap((each) => each ?? []);
    },
    doubtsViolation(draft, clause, companions) {
      const parts = partsOf(draft);
      if (typeof parts === 'string') return parts;
      const [part, ...others] = parts.filter(isInvalid);
      if (part === undefined) return 'it is valid';
      if (others.length > 0) return 'more than one part of the request is invalid';
      const { schemaPointer, value, requiredPointer, failures, faults, isEmpty, doubt } = part;
      if (value === undefined) {
        return requiredPointer === clause.pointer ? undefined : `${requiredPointer} is broken`;
      }
      if (isEmpty && requiredPointer === undefined) return 'an empty body may be taken for none';
      if (draft.override.parts !== undefined) {
        return doubt ?? (faults.length > 0 ? undefined : 'its part is sent as the contract says');
      }
      const lifted = [clause, ...companions];
      if (!failures.some((failure) => isAbout(failure, [clause])))
        return 'the first validator sees no violation of it';
      if (crossFieldKeyword(clause.keyword) !== undefined) {
        const other = failures.find((failure) => !isAbout(failure, [clause]));
        if (other !== undefined) return `it breaks ${other.schemaPointer} as well`;
        return second.isValid(schemaPointer, value) ? undefined : 'the second validator finds more wrong';
      }
      const alien = failures.find(
        (failure) => crossFieldKeyword(failure.keyword) !== undefined && !isAbout(failure, lifted),
      );
      if (alien !== undefined) return `it breaks ${alien.schemaPointer} as well`;
      if (second.isValid(schemaPointer, value)) return 'the second validator finds it valid';
      if (examination.isValidAsText(part)) return 'it is valid where its text is read as a string';
      if (second.isValidWithout(lifted, schemaPointer, value)) return undefined;
      const other = failures.find((failure) => !isAbout(failure, lifted));
      return other === undefined
        ? 'it breaks more than that clause'
        : `it breaks ${other.schemaPointer} as well`;
    },
  };
}

function isInvalid(part: Examined): boolean {
  return whyInvalid(part) !== undefined;
}

function whyInvalid({ doubt, faults: [fault] }: Examined): string | undefined {
  return doubt ?? (fault && `its part ${fault.name} is sent otherwise (${fault.kind})`);
}

function isAbout(failure: BrokenClause, clauses: readonly LiftedClause[]): boolean {
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
