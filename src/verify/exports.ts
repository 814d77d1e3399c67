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
export type { Coverage, CoverageCount, CoverageItem, CoverageName } from './coverage/coverage.ts';
export { createHttpClient, type HttpClient, type HttpClientOptions } from './http/http-client.ts';
export { type Phase, phases, usualPhases } from './model/case.ts';
export type { DeviationCategory, DeviationKind, Severity } from './model/deviation-kinds.ts';
export type { Exchange, HeaderLine, WireRequest, WireResponse } from './model/exchange.ts';
export type { Finding, KnownFinding } from './model/finding.ts';
export type { Dropped, Gap, Note } from './model/gaps.ts';
export type { Given, ScenarioOptions } from './model/options.ts';
export {
  CONCURRENCY,
  type LoadSource,
  type Progress,
  type RunEvents,
  type VerifyOptions,
} from './model/options.ts';
export type { CaseResult, Outcome, OutcomeCounts } from './model/outcome.ts';
export type { Ended, Shard, Throttled } from './model/run.ts';
export { type Role, type RoleName, type Roles, roleNames, type Target } from './model/target.ts';
export { BaselineError, compareWith, isFailure, readBaseline } from './report/baseline.ts';
export { type HarEntry, HarLog } from './report/har-log.ts';
export { percentOf } from './report/percent.ts';
export { renderText } from './report/render-text.ts';
export type { Report, ReportedOperation, Secrets } from './report/report.ts';
export {
  isReportFormat,
  type ReportFormat,
  type ReportInput,
  renderReport,
  reportFormats,
} from './report/report-formats.ts';
export { masker, maskReport } from './report/secrets.ts';
export type { Tool } from './report/tool.ts';
export { type SampleOptions, sampleValues } from './sample-values.ts';
export { ScenarioError } from './scenario/scenarios.ts';
export { verify } from './verify.ts';
