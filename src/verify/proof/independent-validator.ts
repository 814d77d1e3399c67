/**
 * A second JSON Schema validator, independent of Ajv, that can also leave clauses out.
 *
 * It interprets the schema, so taking a keyword away costs nothing. That answers the question that
 * makes a violation worth sending: is this value invalid because of that clause and nothing else?
 */

import { type Schema, validate } from '@cfworker/json-schema';
import { at, factsOf, isObject, type Json, type JsonObject, readSchema } from '@countersign/contract';
import type { LiftedClause } from '../model/prover.ts';

/** @throws {UnusableSchema} from each of its functions: the schema itself is broken */
export interface IndependentValidator {
  isValid(schemaPointer: string, value: Json): boolean;
  /** Whether `value` is valid once the clauses are taken out of the contract. */
  isValidWithout(clauses: readonly LiftedClause[], schemaPointer: string, value: Json): boolean;
}

export function independentValidator(contract: { readonly document: JsonObject }): IndependentValidator {
  // A copy of its own, since clauses are taken out of it in place.
  const document = structuredClone(contract.document);
  const lookup = referencedSchemas(document);
  // Taking clauses out changes schemas in place, and never which schema stands where.
  const schemas = new Map<string, Json | undefined>();
  const schemaAt = (pointer: string): Json | undefined => {
    if (!schemas.has(pointer)) schemas.set(pointer, at(document, pointer));
    return schemas.get(pointer);
  };
  const isValid = (schemaPointer: string, value: Json): boolean => {
    const schema = schemaAt(schemaPointer);
    if (schema === undefined) return true;
    return readSchema(() => validate(value, asSchema(schema), '2020-12', lookup).valid);
  };
  return {
    isValid,
    isValidWithout(clauses, schemaPointer, value) {
      const restore = clauses.map((clause) => lift(schemaAt(ownerOf(clause)), clause));
      try {
        return isValid(schemaPointer, value);
      } finally {
        for (const put of restore.reverse()) put();
      }
    },
  };
}

/** Where the schema stands that says the clause. */
function ownerOf({ pointer }: LiftedClause): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** Takes the clause out, and returns how to put it back. */
function lift(owner: Json | undefined, { keyword, value }: LiftedClause): () => void {
  if (!isObject(owner)) return () => undefined;
  const before = owner[keyword];
  if (before === undefined) return () => undefined;
  const { names } = factsOf(keyword);
  if (names === undefined) delete owner[keyword];
  else owner[keyword] = names.without(before, value);
  return () => {
    owner[keyword] = before;
  };
}

/** Each `$ref` of the document, as written, and the schema that it means. */
function referencedSchemas(document: JsonObject): Record<string, Schema | boolean> {
  const lookup: Record<string, Schema | boolean> = {};
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isObject(value) && typeof value['$ref'] === 'string' && lookup[value['$ref']] === undefined) {
      const target = value['$ref'].startsWith('#') ? at(document, value['$ref']) : undefined;
      if (target !== undefined) lookup[value['$ref']] = asSchema(target);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(document);
  return lookup;
}

function asSchema(value: Json): Schema | boolean {
  // The library types each keyword's value; a contract is checked elsewhere, and is plain JSON here.
  return value as Schema | boolean;
}
