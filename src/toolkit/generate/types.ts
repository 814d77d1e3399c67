/** The only file that knows openapi-typescript (in maintenance mode: one day something else stands here). */

import type { Contract } from '@countersign/contract';
import { at, isObject, type JsonObject } from '@countersign/contract';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { GENERATED_BY } from './generated-by.ts';
import { receivedDocument } from './received-document.ts';

/**
 * The TypeScript source of a contract's types as a client sees them: `paths`, `operations`, `components`,
 * and the component schemas under their own names.
 */
export async function writeTypes(contract: Contract): Promise<string> {
  const source = await write(contract.document);
  return [source, ...writeAliases(contract.document, source), ''].join('\n');
}

/** The same as a server sees them: a field that a default fills in is there. */
export async function writeReceivedTypes(contract: Contract): Promise<string> {
  return await write(receivedDocument(contract));
}

const BLOB = ts.factory.createTypeReferenceNode('Blob');

/** Input: the bundled document, so that nothing is read from disk again. */
async function write(document: JsonObject): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(document), {
    // With it a client would have to send what has a default; `receivedDocument` says it for servers.
    defaultNonNullable: false,
    // What is binary is no text: a file, to be put into a form.
    transform: ({ format }) => (format === 'binary' ? BLOB : undefined),
    silent: true,
  });
  return `${GENERATED_BY}\n${astToString(nodes)}`;
}

/**
 * `NewCampaign` for `components['schemas']['NewCampaign']`, where that is a name for a type.
 *
 * openapi-typescript's own `rootTypes` writes `type new-thing = …`, which is no TypeScript.
 */
function writeAliases(document: JsonObject, source: string): string[] {
  const schemas = at(document, '/components/schemas');
  return Object.keys(isObject(schemas) ? schemas : {})
    .filter((name) => TYPE_NAME.test(name) && !source.includes(`${name}<`))
    .map((name) => `export type ${name} = components['schemas']['${name}'];`);
}

/** With a capital: neither a keyword nor one of the names that the file exports already. */
const TYPE_NAME = /^[A-Z]\w*$/;
