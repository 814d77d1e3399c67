/** What the package `@countersign/contract` exports. */

export { ANCHOR_RULE } from './anchors.ts';
export {
  type BrokenClause,
  isKnownFormat,
  type SchemaChecker,
  type SchemaFailure,
  schemaChecker,
} from './checker.ts';
export { contractProblems } from './checks/check-contract.ts';
export { whyNoContract } from './checks/document-kind.ts';
export { type Found, located } from './checks/found.ts';
export { describeMissing } from './checks/missing-place.ts';
export { PATTERN_RULE } from './checks/patterns.ts';
export { circularReferences, REFERENCE_RULE } from './checks/references.ts';
export type { Clause, CutPart } from './clause.ts';
export { clausesOf } from './clauses.ts';
export type {
  Contract,
  Direction,
  FormPart,
  HeaderSpec,
  IdempotencyPolicy,
  Locate,
  MediaType,
  Method,
  NamedExample,
  Operation,
  Parameter,
  ParameterPlace,
  RateLimit,
  RequestBody,
  ResponseSpec,
  SecurityAlternative,
  SecurityRequirement,
  SecurityScheme,
  SourceLocation,
  Violation,
} from './contract.ts';
export {
  ContractError,
  type ContractProblem,
  describePlace,
  describeProblem,
  inOrder,
} from './contract-error.ts';
export type { CrossFieldKeyword } from './cross-field-keyword.ts';
export { isMultipleOf } from './decimal.ts';
export { type Listing, listToDepthLimit } from './depth-limit.ts';
export { inDirection } from './direction.ts';
export { readFormParts, requiredHeaders } from './form-parts.ts';
export {
  arrayOf,
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
  LONGEST_REFERENCE_CHAIN,
  objectOf,
  someObject,
  toPointer,
} from './json.ts';
export type {
  Counted,
  FailureKind,
  ImpliedViolations,
  JsonSchemaKeyword,
  KeywordFacts,
  KeywordKind,
} from './json-schema-keyword.ts';
export type { ClauseKeyword } from './json-schema-keywords.ts';
export { choiceKeywords, factsOf, holdsValues, isSchemaMap, keywordsThat } from './keyword-facts.ts';
export { crossFieldKeywords } from './keywords.ts';
export { type Link, linksOf } from './links.ts';
export { describeFailure } from './messages.ts';
export { nearest } from './nearest.ts';
export { normalLiteral, writtenLiteral } from './path-literal.ts';
export { resolved } from './place.ts';
export {
  BUNDLED_CONTRACT,
  contractName,
  type ReadOptions,
  readContract,
  type ToContractOptions,
  toContract,
} from './read-contract.ts';
export { absolutePlace, isUrl, resolvePlace } from './reference.ts';
export { findResponse } from './responses.ts';
export { type SequenceKind, sequenceKind } from './sequential-media-types.ts';
export { type Subschema, subschemas } from './subschemas.ts';
export { unreadWarnings } from './unread-warnings.ts';
export {
  type UnsupportedFeature as Unread,
  unsupportedFeatures as unreadParts,
} from './unsupported-features.ts';
export { readSchema, UnusableSchema } from './unusable-schema.ts';
export { walk } from './walk.ts';
