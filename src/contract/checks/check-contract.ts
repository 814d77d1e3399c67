/** All that is looked for in a contract: what makes it unusable, and what is likely a mistake. */
import { checkAnchors } from '../anchors.ts';
import type { Contract, Locate, Operation } from '../contract.ts';
import type { ContractProblem } from '../contract-error.ts';
import type { JsonObject } from '../json.ts';
import { checkKeywordUse } from '../keyword-use.ts';
import { checkMethods } from '../methods.ts';
import { checkPolicies } from '../policies.ts';
import { checkWholeQueries } from '../whole-query.ts';
import { located } from './found.ts';
import { unusableValues } from './keyword-values.ts';
import { sameIds, sameOperations } from './operations.ts';
import { pathParameterProblems } from './path-parameters.ts';
import { foreignPatterns } from './patterns.ts';
import { brokenReferences } from './references.ts';
import { unsatisfiable } from './satisfiable/satisfiable.ts';
import { schemaPlaces } from './schema-places.ts';

/** What makes `document` no contract: every answer to a request that meets it would be wrong. */
export function structuralProblems(
  document: JsonObject,
  operations: readonly Operation[],
  locate: Locate,
): ContractProblem[] {
  return [
    ...located(brokenReferences(document), locate),
    ...checkAnchors(document, locate),
    ...checkKeywordUse(document, locate),
    ...checkMethods(document, locate),
    ...checkWholeQueries(operations, locate),
    ...located(
      sameOperations(operations, locate).filter(({ severity }) => severity !== 'warning'),
      locate,
    ),
    ...located(sameIds(operations, locate), locate),
    ...located(pathParameterProblems(document, operations), locate),
    ...checkPolicies(document, operations, locate),
  ];
}

/**
 * What is wrong with a contract that can be read: patterns that no validator compiles are errors, since no server
 * can start with them; schemas that no value satisfies, and paths that are written twice, are warnings.
 */
export function contractProblems({
  document,
  operations,
  locate,
}: Pick<Contract, 'document' | 'operations' | 'locate'>): ContractProblem[] {
  const places = schemaPlaces(document);
  return [
    ...located(unusableValues(places), locate),
    ...located(foreignPatterns(places), locate),
    ...located(unsatisfiable(document, places, locate), locate),
    ...located(
      sameOperations(operations, locate).filter(({ severity }) => severity === 'warning'),
      locate,
    ),
  ];
}
