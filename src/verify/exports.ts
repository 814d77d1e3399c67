/** What the package `@countersign/verify` exports. */
export {
  type Contract,
  ContractError,
  type ContractProblem,
  type Json,
  type Operation,
  type ReadOptions,
  readContract,
  type SourceLocation,
  type ToContractOptions,
  toContract,
} from '@countersign/contract';
export { type Phase, phases, usualPhases } from './model/case.ts';
export type { Exchange, HeaderLine, WireRequest, WireResponse } from './model/exchange.ts';
export { CONCURRENCY, type Progress, type RunEvents, type VerifyOptions } from './model/options.ts';
export { BaselineError, compareWith, isFailure, readBaseline } from './report/baseline.ts';
export { type HarEntry, HarLog } from './report/har-log.ts';
export { renderHtml } from './report/html/render-html.ts';
export { percentOf } from './report/percent.ts';
export { renderHar } from './report/render-har.ts';
export { renderJson } from './report/render-json.ts';
export { renderJunit } from './report/render-junit.ts';
export { renderSarif } from './report/render-sarif.ts';
export { renderText } from './report/render-text.ts';
export type * from './report/report.ts';
export { masker, maskReport, type Secrets } from './report/secrets.ts';
export type { Tool } from './report/tool.ts';
export { createHttpClient, type HttpClient, type HttpClientOptions } from './http/http-client.ts';
export type { ScenarioOptions } from './run/sources.ts';
export { type LoadSource, ScenarioError } from './scenario/scenarios.ts';
export type { Given } from './ids/existing-ids.ts';
export { type Role, type RoleName, type Roles, roleNames, type Target } from './model/target.ts';
export { verify } from './verify.ts';
