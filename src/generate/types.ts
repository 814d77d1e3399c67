/** The only file that knows openapi-typescript (in maintenance mode: one day something else stands here). */
import openapiTS, { astToString, type OpenAPITSOptions } from 'openapi-typescript';
import type { Contract } from '../contract/contract.ts';
import type { JsonObject } from '../contract/json.ts';
import { GENERATED_BY } from './generated-by.ts';
import { receivedDocument } from './received-document.ts';

/**
 * The TypeScript source of a contract's types as a client sees them: `paths`, `operations`, `components`,
 * and each component schema under its own name.
 */
export async function writeTypes(contract: Contract): Promise<string> {
  return write(contract.document, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
  });
}

/** The same as a server sees them: a field that a default fills in is there. */
export async function writeReceivedTypes(contract: Contract): Promise<string> {
  return write(receivedDocument(contract), {});
}

/** Input: the bundled document, so that nothing is read from disk again. */
async function write(document: JsonObject, options: OpenAPITSOptions): Promise<string> {
  // With `defaultNonNullable` a client would have to send what has a default; `receivedDocument` says it for servers.
  const nodes = await openapiTS(JSON.stringify(document), {
    ...options,
    defaultNonNullable: false,
    silent: true,
  });
  return `${GENERATED_BY}\n${astToString(nodes)}`;
}
