/** What the package exports as `countersign`. */
export {
  type ContractConfig,
  type CountersignConfig,
  defineConfig,
  type StartedTarget,
} from './cli/config.ts';
export type { Contract, Operation, Violation } from './contract/contract.ts';
export { ContractError, type ContractProblem } from './contract/contract-error.ts';
export { type LoadOptions, loadContract } from './contract/load.ts';
export { createServer } from './server/create-server.ts';
export type { Defect, ServerEvent } from './server/events.ts';
export type { Handler, Handlers, Input } from './server/handlers.ts';
export type {
  Authenticate,
  Credential,
  Principal,
  ProblemContext,
  ServerOptions,
  WrittenProblem,
} from './server/options.ts';
export { type ApplicationFacts, type Facts, Problem } from './server/problem.ts';
export type { Reply } from './server/reply.ts';
export type {
  EarlierOutcome,
  IdempotencyClaim,
  IdempotencyOutcome,
  IdempotencyStore,
  RateLimitStore,
  StoredReply,
  UnitOfWork,
} from './server/stores.ts';
export type { UploadedFile } from './server/uploaded-file.ts';
export type { Role, Roles, Target } from './verify/target.ts';
