/** Makes OpenAPI documents of the tables in `contracts/`: a row says only what its contract is about. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../../src/contract/json.ts';

/** What a row can say. One of the first five, or a whole `document`. */
interface Row {
  readonly name: string;
  /** The schema of a property that a JSON body must have. */
  readonly value?: Json;
  /** The schema of a JSON body. */
  readonly body?: Json;
  /** The body by media type. */
  readonly content?: JsonObject;
  /** A parameter of a GET, `value` in the query where it does not say otherwise; or several. */
  readonly parameter?: JsonObject;
  readonly parameters?: readonly JsonObject[];
  /** What a GET without parameters answers. */
  readonly responses?: JsonObject;
  /** Merged into the operation. */
  readonly operation?: JsonObject;
  readonly schemas?: JsonObject;
  /** Merged into the document. */
  readonly document?: JsonObject;
  /** Clauses that stay open, each with the reason why that is right. */
  readonly open?: Readonly<Record<string, string>>;
}

export interface SelfLoopContract {
  readonly name: string;
  readonly document: JsonObject;
  readonly open: Readonly<Record<string, string>>;
}

const FOLDER = new URL('contracts/', import.meta.url);

/** The contracts of each table, by the table's name. */
export function readContracts(): Map<string, SelfLoopContract[]> {
  return new Map(
    readdirSync(FOLDER).map((file) => {
      const rows: readonly Row[] = parse(readFileSync(new URL(file, FOLDER), 'utf8'));
      const table = file.replace('.yaml', '');
      return [table, rows.map((row) => toContract(table, row))];
    }),
  );
}

const REFUSED = { '400': { description: 'Refused' } };

function toContract(table: string, row: Row): SelfLoopContract {
  const { name, schemas, document = {}, open = {} } = row;
  const base: JsonObject = { openapi: '3.1.0', info: { title: `${table}: ${name}`, version: '1' } };
  if (schemas !== undefined) base['components'] = { schemas };
  if (document['paths'] === undefined)
    base['paths'] = { [pathOf(row)]: { [methodOf(row)]: operationOf(row) } };
  return { name, document: merge(base, document), open };
}

function parametersOf({ parameter, parameters = [] }: Row): JsonObject[] {
  return [...(parameter === undefined ? [] : [parameter]), ...parameters].map((each) => ({
    name: 'value',
    in: 'query',
    ...(each['in'] === 'path' ? { required: true } : {}),
    ...each,
  }));
}

function pathOf(row: Row): string {
  const variables = parametersOf(row).filter((each) => each['in'] === 'path');
  return ['/things', ...variables.map(({ name }) => `{${String(name)}}`)].join('/');
}

function contentOf({ value, body, content }: Row): JsonObject | undefined {
  if (content !== undefined) return content;
  const schema = value === undefined ? body : { type: 'object', required: ['value'], properties: { value } };
  return schema === undefined ? undefined : { 'application/json': { schema } };
}

function methodOf(row: Row): string {
  return contentOf(row) === undefined ? 'get' : 'post';
}

function operationOf(row: Row): JsonObject {
  const content = contentOf(row);
  const parameters = parametersOf(row);
  return {
    operationId: 'call',
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(content === undefined ? {} : { requestBody: { required: true, content } }),
    responses: row.responses ?? { '200': { description: 'Done' }, ...REFUSED },
    ...row.operation,
  };
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const merged = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}
