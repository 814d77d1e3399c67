/** All that is looked for in a contract: what makes it unusable, and what is likely a mistake. */
import { checkAnchors } from '../anchors.ts';
import type { Contract, Locate, Operation } from '../contract.ts';
import { type ContractProblem, inOrder } from '../contract-error.ts';
import type { JsonObject } from '../json.ts';
import { checkKeywordUse } from '../keyword-use.ts';
import { checkMethods } from '../methods.ts';
import { checkPolicies } from '../policies.ts';
import { checkWholeQueries } from '../whole-query.ts';
import { located } from './found.ts';
import { unusableValues } from './keyword-values.ts';
import { lostPaths, lostResponses } from './lost-keys.ts';
import { sameIds, sameOperations } from './operations.ts';
import { pathParameterProblems } from './path-parameters.ts';
import { foreignPatterns } from './patterns.ts';
import { brokenReferences } from './references.ts';
import { unsatisfiable } from './satisfiable/satisfiable.ts';
import { schemaPlaces } from './schema-places.ts';

/** What makes `document` no contract: nothing could be asked by it, or kept. */
export function structuralProblems(
  document: JsonObject,
  operations: readonly Operation[],
  locate: Locate,
): ContractProblem[] {
  return [
    ...checkAnchors(document, locate),
    ...checkKeywordUse(document, locate),
    ...checkMethods(document, locate),
    ...checkWholeQueries(operations, locate),
    ...located(sameIds(operations, locate), locate),
    ...checkPolicies(document, operations, locate),
  ];
}

/**
 * What is wrong with a contract that can be read. Errors are what no server can answer rightly by: references that
 * lead nowhere, operations that no request tells apart, path parameters that are not in the path, patterns that
 * nothing compiles, paths without a slash and statuses that do not exist. Schemas that no value satisfies, and paths that are written twice, are warnings.
 */
export function contractProblems({
  document,
  operations,
  locate,
}: Pick<Contract, 'document' | 'operations' | 'locate'>): ContractProblem[] {
  const places = schemaPlaces(document);
  const found = [
    ...brokenReferences(document),
    ...lostPaths(document),
    ...lostResponses(document, operations),
    ...sameOperations(operations, locate),
    ...pathParameterProblems(document, operations),
    ...unusableValues(places),
    ...foreignPatterns(places),
    ...unsatisfiable(document, places, locate),
  ];
  return inOrder(located(found, locate));
}
