/** What is wrong with a contract that can be read, for commands that serve it, and for those that only look at it. */
import { type Contract, ContractError, contractProblems } from '@countersign/contract';
import type { Terminal } from './command.ts';
import { count } from './count.ts';

/** @throws {ContractError} no server could answer rightly by the contract, which is called `source` */
export function requireServable(contract: Contract, source: string): void {
  const problems = contractProblems(contract);
  if (problems.some(({ severity }) => severity === 'error')) throw new ContractError(source, problems);
}

/** Says in a line that something is wrong with the contract, which hinders nobody here. */
export function tellFaults(contract: Contract, name: string, terminal: Terminal): void {
  const faults = contractProblems(contract).filter(({ severity }) => severity === 'error');
  if (faults.length === 0) return;
  terminal.tell(
    `${name}: ${count(faults.length, 'fault')} with which no server can serve it; countersign lint names them`,
  );
}
