/** The clauses of a contract: every promise about a request, one at a time, and every documented response. */

import type { Clause, CutPart } from './clause.ts';
import type { Contract, MediaType, Operation } from './contract.ts';
import { listToDepthLimit } from './depth-limit.ts';
import { requiredHeaders } from './form-parts.ts';
import { type Json, objectOf, toPointer } from './json.ts';
import { schemaClausesOf } from './schema-clauses.ts';

/**
 * The clauses of `contract`, in the order of its operations.
 *
 * @param cut told of each part whose clauses are too many to list them all
 */
export function clausesOf(
  contract: Contract,
  cut: (part: CutPart) => void = () => undefined,
): readonly Clause[] {
  const schemaClauses: SchemaClauses = (operation, place, pointer, path) => {
    const { items, depth } = listToDepthLimit((deepest) =>
      schemaClausesOf(contract.document, pointer, deepest),
    );
    if (Number.isFinite(depth)) cut({ operation: operation.id, in: place, pointer, depth });
    return unique(
      items.map((found) =>
        clause(operation, place, path + found.path, found.keyword, found.value, found.pointer),
      ),
    );
  };
  return contract.operations.flatMap((operation) => [
    ...operation.parameters.flatMap((parameter) => parameterClauses(schemaClauses, operation, parameter)),
    ...bodyClauses(contract, schemaClauses, operation),
    ...securityClauses(operation),
    ...operation.responses.map((response) =>
      clause(operation, 'response', `/${response.status}`, 'response', response.status, response.pointer),
    ),
  ]);
}

/** The clauses of the schema at a pointer, which is that of a part of a request. */
type SchemaClauses = (operation: Operation, place: Clause['in'], pointer: string, path: string) => Clause[];

function parameterClauses(
  schemaClauses: SchemaClauses,
  operation: Operation,
  { in: place, name, required, schemaPointer, pointer }: Operation['parameters'][number],
): Clause[] {
  const path = toPointer([name]);
  const presence =
    required && place !== 'path'
      ? [clause(operation, place, path, 'required', name, `${pointer}/required`)]
      : [];
  return [...presence, ...schemaClauses(operation, place, schemaPointer, path)];
}

function bodyClauses(contract: Contract, schemaClauses: SchemaClauses, operation: Operation): Clause[] {
  const { body } = operation;
  if (body === undefined) return [];
  const types = body.content.map(({ type }) => type);
  const presence = body.required
    ? [clause(operation, 'body', '', 'requiredBody', true, `${body.pointer}/required`)]
    : [];
  return [
    ...presence,
    clause(operation, 'body', '', 'mediaType', types, `${body.pointer}/content`),
    ...body.content.flatMap((media) => {
      const clauses = [
        ...schemaClauses(operation, 'body', media.schemaPointer, ''),
        ...unique(partClauses(contract, operation, media)),
      ].map((schemaClause) => ({ ...schemaClause, media: media.type }));
      return body.content.length === 1
        ? clauses
        : clauses.map((clause) => ({ ...clause, id: `${clause.id} (${media.type})` }));
    }),
  ];
}

/** The media types that the parts of a multipart body may be of, and their header fields (OpenAPI 3.1 §4.8.15). */
function partClauses(
  contract: Contract,
  operation: Operation,
  { type, encoding = {}, pointer }: MediaType,
): Clause[] {
  if (!type.startsWith('multipart/')) return [];
  return Object.entries(encoding).flatMap(([name, part]) => {
    const { contentType: types, headers } = objectOf(part);
    const place = `${pointer}/encoding${toPointer([name])}`;
    const path = toPointer([name]);
    const contentType =
      typeof types === 'string'
        ? [clause(operation, 'body', path, 'contentType', types, `${place}/contentType`)]
        : [];
    const required = requiredHeaders(contract.document, headers).map((header) =>
      clause(operation, 'body', path, 'partHeader', header, `${place}/headers${toPointer([header])}`),
    );
    return [...contentType, ...required];
  });
}

function securityClauses(operation: Operation): Clause[] {
  if (operation.security.length === 0 || operation.security.some((alternative) => alternative.length === 0))
    return [];
  const pointer = `${operation.pointer}/security`;
  const scopes = operation.security.map((alternative) =>
    alternative.flatMap((requirement) => requirement.scopes),
  );
  const credential = clause(operation, 'security', '', 'credential', true, pointer);
  return scopes.every((alternative) => alternative.length > 0)
    ? [credential, clause(operation, 'security', '', 'scopes', scopes, pointer)]
    : [credential];
}

function clause(
  operation: Operation,
  place: Clause['in'],
  path: string,
  keyword: string,
  value: Json,
  pointer: string,
): Clause {
  const id = [operation.id, place, path, keyword].filter((part) => part !== '').join(' ');
  return { id, operation: operation.id, in: place, path, keyword, value, pointer };
}

/** Two branches may say the same of one place; each keeps its own id. */
function unique(clauses: readonly Clause[]): Clause[] {
  const seen = new Map<string, number>();
  return clauses.map((clause) => {
    const times = (seen.get(clause.id) ?? 0) + 1;
    seen.set(clause.id, times);
    return times === 1 ? clause : { ...clause, id: `${clause.id} #${times}` };
  });
}
