/**
 * Shows that a request says what it is meant to say, after it has been put on the wire: a valid one is
 * valid under two independent validators, and a violation breaks its one clause and no other.
 */

import type { BrokenClause, Clause, SchemaChecker, SchemaFailure } from '@countersign/contract';
import { factsOf, fromPointer, toPointer } from '@countersign/contract';
import type { Draft } from '../model/draft.ts';
import type { LiftedClause, Prover } from '../model/prover.ts';
import { crossFieldKeyword } from '../values/cross-fields.ts';
import type { Schemas } from '../values/schemas.ts';
import { Unwritable } from '../wire/unwritable.ts';
import { Examination, type Examined } from './examination.ts';
import type { IndependentValidator } from './independent-validator.ts';

export function createProver(schemas: Schemas, first: SchemaChecker, second: IndependentValidator): Prover {
  const examination = new Examination(schemas, first, second);
  const partsOf = (draft: Draft): readonly Examined[] | string => {
    try {
      return examination.partsOf(draft);
    } catch (error) {
      if (error instanceof Unwritable) return error.message;
      throw error;
    }
  };

  /** Whether both validators say that a part is invalid, however its text is read. */
  const isAgreed = (part: Examined): boolean => {
    const { value, failures, schemaPointer, requiredPointer, isEmpty } = part;
    if (value === undefined) return requiredPointer !== undefined;
    // An empty body may be taken for none.
    if (isEmpty && requiredPointer === undefined) return false;
    if (failures.length === 0 || examination.isValidAsText(part)) return false;
    // The second validator does not know the cross-field clauses.
    const isOurs = failures.every(({ keyword }) => crossFieldKeyword(keyword) !== undefined);
    return isOurs || !second.isValid(schemaPointer, value);
  };

  /** Those that a part breaks; a schema that stands in several places is one clause in each of them. */
  const clausesIn = (part: Examined, all: readonly Clause[]): Clause[] => {
    const clauses = all.filter((clause) => clause.in === part.in);
    const { value, schemaPointer, requiredPointer } = part;
    if (value === undefined) return clauses.filter(({ pointer }) => pointer === requiredPointer);
    return first.check(schemaPointer, value).flatMap((failure) => {
      const about = clauses.filter((clause) => isAbout(failure, [clause]));
      return about.length === 1 ? about : about.filter(({ path }) => path === placeOf(part, failure));
    });
  };

  return {
    doubtsValid(draft) {
      const parts = partsOf(draft);
      return typeof parts === 'string' ? parts : parts.map(whyInvalid).find((doubt) => doubt !== undefined);
    },
    whatBreaks(draft, clauses) {
      const parts = partsOf(draft);
      if (typeof parts === 'string' || draft.override.parts !== undefined) return undefined;
      const broken = parts.filter(isInvalid);
      if (broken.length === 0 || !broken.every(isAgreed)) return undefined;
      const own = clauses.filter(({ media }) => media === undefined || media === draft.body?.type);
      return {
        places: new Set(broken.map((part) => part.in)),
        clauses: [...new Set(broken.flatMap((part) => clausesIn(part, own)))],
      };
    },
    doubtsViolation(draft, clause, implied) {
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
      const lifted = [clause, ...implied];
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

// As the path of a clause says it: `/steps/*/subject`.
function placeOf({ name }: Examined, { pointer }: SchemaFailure): string {
  return (name === '' ? '' : toPointer([name])) + pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

function isAbout(failure: BrokenClause, clauses: readonly LiftedClause[]): boolean {
  return clauses.some(
    ({ pointer, keyword, value }) =>
      failure.schemaPointer === reportedAt(pointer, keyword) &&
      (factsOf(keyword).names === undefined || failure.expected === value),
  );
}

/** Where the first validator sees a clause fail. */
function reportedAt(pointer: string, keyword: string): string {
  const { needs } = factsOf(keyword);
  return needs === undefined ? pointer : toPointer([...fromPointer(pointer).slice(0, -1), needs]);
}
