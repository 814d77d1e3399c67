/** What the package `countersign` exports. What takes long to load is loaded by the function that needs it. */
export {
  type Contract,
  ContractError,
  type ContractProblem,
  type Operation,
  type SourceLocation,
} from '@countersign/contract';
export { type LoadOptions, loadContract } from './bundle/load-contract.ts';
export type { RemoteLimits } from './bundle/remote-document.ts';
export {
  type ContractConfig,
  type CountersignConfig,
  defineConfig,
  type StartedTarget,
} from './config/config.ts';
export { renderDocs, writeDocs } from './docs/docs.ts';
export {
  findDrift,
  type GeneratedFiles,
  type GenerateOptions,
  generate,
  generateFiles,
} from './generate/generate.ts';
export { type LintOptions, lint } from './lint/lint.ts';
export { type Mock, type MockOptions, startMock } from './mock/start-mock.ts';
