import type { Contract } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';
import { unsupportedFeatures } from './unsupported-features.ts';

/**
 * A warning for each part of `contract` of which nothing is made: no type, no validation, no case. What is not looked
 * at may be taken for a promise.
 */
export function unreadWarnings(contract: Contract): ContractProblem[] {
  return unsupportedFeatures(contract.document)
    .filter(({ by }) => by === 'all')
    .map(({ about, reason, pointer }) => ({
      message: `${about} is not read: ${reason}`,
      severity: 'warning',
      rule: 'unread',
      location: contract.locate(pointer),
      pointer,
    }));
}
