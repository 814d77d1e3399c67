/** The only file that knows openapi-typescript (in maintenance mode: one day something else stands here). */
import openapiTS, { astToString } from 'openapi-typescript';
import type { Contract } from '../contract/contract.ts';
import { GENERATED_BY } from './generated-by.ts';

/**
 * The TypeScript source of a contract's types: `paths`, `operations`, `components`, and each component
 * schema under its own name.
 *
 * Input: the bundled document, so that nothing is read from disk again.
 */
export async function writeTypes(contract: Contract): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(contract.document), {
    // A field with a default may be left out of a request; a response says `required` where it must stand.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    silent: true,
  });
  return `${GENERATED_BY}\n${astToString(nodes)}`;
}
