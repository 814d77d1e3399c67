/** The clauses of a contract: every promise about a request, one at a time, and every documented response. */
import { asDeepAs, type Listing } from './as-deep-as.ts';
import type { Contract, MediaType, Operation, ParameterPlace } from './contract.ts';
import { requiredHeaders } from './form-parts.ts';
import { at, fromPointer, isObject, type Json, type JsonObject, toPointer } from './json.ts';
import { crossFieldKeywords } from './keywords.ts';

export interface Clause {
  // Unique in the contract and stable: `createCampaign body /steps/*/subject maxLength`.
  readonly id: string;
  /** The operation's id. */
  readonly operation: string;
  readonly in: ParameterPlace | 'body' | 'security' | 'response';
  // Into the value: `/steps/*/subject`, a parameter's `/name`, a response's `/400`; `` for a whole body.
  readonly path: string;
  readonly keyword: string;
  /** The keyword's value. `required` and `dependentRequired` are one clause for each name. */
  readonly value: Json;
  /** The keyword's place in the document. */
  readonly pointer: string;
  /** The media type whose bodies it is about, as the contract writes it. */
  readonly media?: string;
}

/** A part of a request of which not every clause is listed. */
export interface CutPart {
  /** The operation's id. */
  readonly operation: string;
  readonly in: Clause['in'];
  /** Where its schema stands. */
  readonly pointer: string;
  /** How many steps into the value clauses are listed. */
  readonly depth: number;
}

/** Schemas of one part of a request whose clauses are listed; what lies deeper than so many lead is left out. */
const MOST_SCHEMAS = 2_000;

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
    const { items, depth } = asDeepAs((deepest) =>
      clausesDownTo(contract, operation, place, pointer, path, deepest),
    );
    if (Number.isFinite(depth)) cut({ operation: operation.id, in: place, pointer, depth });
    return unique(items);
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
      ].map((each) => ({ ...each, media: media.type }));
      return body.content.length === 1
        ? clauses
        : clauses.map((each) => ({ ...each, id: `${each.id} (${media.type})` }));
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

/** Keywords whose value is checked as a whole, at the place where they stand. */
const SIMPLE_KEYWORDS = [
  'type',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'contentMediaType',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'items',
  'not',
  'oneOf',
  'anyOf',
  'if',
  ...crossFieldKeywords.map(({ name }) => name),
];

/** Keywords whose value allows everything, and so promise nothing. */
function promisesNothing(keyword: string, value: Json, schema: JsonObject): boolean {
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
      return value !== false;
    case 'items':
      return value !== false || schema['prefixItems'] === undefined;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
    case 'minContains':
      return value === 0 || (keyword === 'minContains' && schema['contains'] === undefined);
    case 'maxContains':
      return schema['contains'] === undefined;
    case 'contains':
      return schema['minContains'] === 0;
    case 'uniqueItems':
      return value === false;
    case 'type':
      return ALL_TYPES.every((type) => Array.isArray(value) && value.includes(type));
    default:
      return false;
  }
}

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

function clausesDownTo(
  contract: Contract,
  operation: Operation,
  place: Clause['in'],
  schemaPointer: string,
  path: string,
  deepest: number,
): Listing<Clause> {
  const clauses: Clause[] = [];
  let schemas = 0;
  let isCut = false;
  const visit = (pointer: string, path: string, depth: number, above: ReadonlySet<string>): void => {
    const schema = at(contract.document, pointer);
    // A schema inside itself promises the same again one level deeper.
    if (isCut || !isObject(schema) || above.has(pointer) || depth > deepest) return;
    if (schemas === MOST_SCHEMAS) {
      isCut = true;
      return;
    }
    schemas += 1;
    const within = new Set(above).add(pointer);
    const add = (keyword: string, value: Json, below = ''): void => {
      clauses.push(clause(operation, place, path + below, keyword, value, `${pointer}/${keyword}`));
    };
    for (const keyword of SIMPLE_KEYWORDS) {
      const value = schema[keyword];
      if (value !== undefined && !promisesNothing(keyword, value, schema)) add(keyword, value);
    }
    for (const name of strings(schema['required'])) add('required', name, toPointer([name]));
    for (const [name, needed] of Object.entries(objectOf(schema['dependentRequired']))) {
      for (const other of strings(needed)) add('dependentRequired', other, toPointer([name]));
    }
    if (typeof schema['$ref'] === 'string')
      visit(toPointer(fromPointer(schema['$ref'])), path, depth, within);
    for (const child of subschemas(schema)) {
      const below = child.path === '' ? depth : depth + 1;
      visit(`${pointer}${child.pointer}`, path + child.path, below, within);
    }
  };
  visit(schemaPointer, path, 0, new Set());
  return { items: clauses, isCut };
}

interface Subschema {
  readonly pointer: string;
  /** Into the value. */
  readonly path: string;
}

function subschemas(schema: JsonObject): Subschema[] {
  const keyed = (keyword: string, path: (name: string) => string): Subschema[] =>
    Object.keys(objectOf(schema[keyword])).map((name) => ({
      pointer: toPointer([keyword, name]),
      path: path(name),
    }));
  const listed = (keyword: string, path: (index: number) => string): Subschema[] =>
    (Array.isArray(schema[keyword]) ? schema[keyword] : []).map((_, index) => ({
      pointer: toPointer([keyword, index]),
      path: path(index),
    }));
  const single = (keyword: string, path: string): Subschema[] =>
    isObject(schema[keyword]) ? [{ pointer: `/${keyword}`, path }] : [];
  return [
    ...keyed('properties', (name) => toPointer([name])),
    ...keyed('patternProperties', () => '/*'),
    ...single('additionalProperties', '/*'),
    ...single('unevaluatedProperties', '/*'),
    ...listed('prefixItems', (index) => toPointer([index])),
    ...single('items', '/*'),
    ...single('unevaluatedItems', '/*'),
    ...listed('allOf', () => ''),
    ...listed('oneOf', () => ''),
    ...listed('anyOf', () => ''),
    ...(schema['if'] === undefined ? [] : [...single('then', ''), ...single('else', '')]),
    ...keyed('dependentSchemas', () => ''),
  ];
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
  return clauses.map((each) => {
    const times = (seen.get(each.id) ?? 0) + 1;
    seen.set(each.id, times);
    return times === 1 ? each : { ...each, id: `${each.id} #${times}` };
  });
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
