/** The only file that knows openapi-typescript (in maintenance mode: one day something else stands here). */

import { type Contract, type JsonObject, objectOf } from '@countersign/contract';
import openapiTS, { addJSDocComment, astToString, oapiRef } from 'openapi-typescript';
import ts from 'typescript';
import { GENERATED_BY } from './generated-by.ts';
import { withNewerTypes } from './newer-types.ts';
import { plainDocument } from './plain-document.ts';
import type { Side } from './schema-places.ts';
import { type WriteOptions, writeShape } from './shapes/write-shape.ts';
import { typedDocument } from './typed-document.ts';

/**
 * The TypeScript source of a contract's types as a client sees them: `paths`, `operations`, `components`,
 * and the component schemas under their own names.
 */
export async function writeTypes(contract: Contract): Promise<string> {
  const { source, document } = await write(contract, 'client');
  return [source, ...writeAliases(document, source), ''].join('\n');
}

/** The same as a server sees them: a field that a default fills in is there. */
export async function writeReceivedTypes(contract: Contract): Promise<string> {
  return (await write(contract, 'server')).source;
}

async function write(contract: Contract, side: Side): Promise<{ source: string; document: JsonObject }> {
  const plain = { ...contract, document: plainDocument(contract) };
  const { document, apart, shapeOf } = typedDocument(plain, side);
  // Input: text, so that nothing is read from disk again.
  const nodes = await openapiTS(JSON.stringify(document), {
    // With it a client would have to send what has a default.
    defaultNonNullable: false,
    transform: (schema) => {
      const shape = shapeOf(schema);
      return shape === undefined ? undefined : writeShape(shape, WRITING);
    },
    silent: true,
  });
  const typed = withNewerTypes(nodes, { isReceived: side === 'server' });
  const aliases = [...apart].map(([name, shape]) =>
    ts.factory.createTypeAliasDeclaration(undefined, name, undefined, writeShape(shape, WRITING)),
  );
  return { source: `${GENERATED_BY}\n${astToString([...typed, ...aliases])}`, document };
}

const WRITING: WriteOptions = {
  reference: (name) => oapiRef(`#/components/schemas/${name}`),
  annotate: (schema, member) => addJSDocComment(schema, member),
};

/**
 * `NewCampaign` for `components['schemas']['NewCampaign']`, where that is a name for a type.
 *
 * openapi-typescript's own `rootTypes` writes `type new-thing = …`, which is no TypeScript.
 */
function writeAliases(document: JsonObject, source: string): string[] {
  return Object.keys(objectOf(objectOf(document['components'])['schemas']))
    .filter((name) => TYPE_NAME.test(name) && !source.includes(`${name}<`) && name !== 'Blob')
    .map((name) => `export type ${name} = components['schemas']['${name}'];`);
}

/** With a capital: neither a keyword nor one of the names that the file exports already. */
const TYPE_NAME = /^[A-Z]\w*$/;
