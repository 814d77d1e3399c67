import type { ContractProblem } from '@countersign/contract';

/**
 * Rules of Redocly whose findings make an answer or a type wrong; what the others find is a matter of style. What else
 * makes a contract unusable is among the checks of the contract itself.
 */
const STRUCTURAL: ReadonlySet<string> = new Set(['no-unresolved-refs', 'struct']);

/** Whether nothing right can be made of a contract with that problem of Redocly's, whatever its author likes. */
export function isStructural({ rule, severity, message }: ContractProblem): boolean {
  return severity === 'error' && STRUCTURAL.has(rule) && !(rule === 'struct' && HARMLESS.test(message));
}

/** A member that OpenAPI does not know is passed over, and one that only describes (`description`) is not missed. */
const HARMLESS = /is not expected here|must be present/;
