import type { ContractProblem } from '@countersign/contract';

/** Rules of Redocly whose findings make an answer or a type wrong; what the others find is a matter of style. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  'no-unresolved-refs',
  'struct',
  'operation-operationId-unique',
  'path-parameters-defined',
  'path-declaration-must-exist',
  'no-identical-paths',
]);

/** Whether nothing right can be made of a contract with that problem, whatever its author likes. */
export function isStructural({ rule, severity, message }: ContractProblem): boolean {
  return severity === 'error' && STRUCTURAL.has(rule) && !(rule === 'struct' && HARMLESS.test(message));
}

/** A member that OpenAPI does not know is passed over, and one that only describes (`description`) is not missed. */
const HARMLESS = /is not expected here|must be present/;
