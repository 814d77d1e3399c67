import type { Contract, ContractProblem } from '@countersign/contract';
import { unreadParts } from '@countersign/contract';

/** A warning for each part of `contract` of which nothing is made: no type, no validation, no case. */
export function unreadWarnings(contract: Contract): ContractProblem[] {
  return unreadParts(contract.document)
    .filter(({ by }) => by === 'all')
    .map(({ about, reason, pointer }) => ({
      message: `${about} is not read: ${reason}`,
      severity: 'warning',
      rule: 'unread',
      location: contract.locate(pointer),
      pointer,
    }));
}
