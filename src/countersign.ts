/** What the package `countersign` exports. */
export { type ContractConfig, type CountersignConfig, defineConfig } from './cli/config.ts';
export type { Contract } from './contract/contract.ts';
export { ContractError, type ContractProblem } from './contract/contract-error.ts';
export { type LoadOptions, loadContract } from './contract/load.ts';
