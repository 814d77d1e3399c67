/** What the package `@countersign/server` exports. */
export {
  type Contract,
  ContractError,
  type ContractProblem,
  type Operation,
  type RateLimit,
  type ReadOptions,
  readContract,
  type SourceLocation,
  type ToContractOptions,
  toContract,
  type Violation,
} from '@countersign/contract';
export { createServer } from './create-server.ts';
export type { Defect, ServerEvent } from './events.ts';
export type { AnyOperations, Closed, Handler, Handlers, Input } from './handlers.ts';
export type {
  Authenticate,
  Credential,
  HandlerInput,
  Principal,
  ProblemContext,
  ServerOptions,
  WrittenProblem,
} from './options.ts';
export { type ApplicationFacts, type Facts, Problem } from './problem.ts';
export { problemDetails } from './problem-details.ts';
export type { AnyReply, Reply } from './reply.ts';
export { SetupError, type SetupProblem } from './setup-error.ts';
export type {
  EarlierOutcome,
  IdempotencyClaim,
  IdempotencyOutcome,
  IdempotencyStore,
  RateLimitRequest,
  RateLimitStore,
  RateLimitVerdict,
  StoredReply,
  UnitOfWork,
} from './stores.ts';
export type { UploadedFile } from './uploaded-file.ts';
