/**
 * The normal form of a contract: what every other part of Countersign reads instead of OpenAPI.
 *
 * References between schemas are kept (`$ref: '#/components/schemas/…'`, resolved against `document`);
 * references of every other kind (parameters, responses, headers, examples, path items) are followed.
 * A `pointer` is always a JSON pointer into `document`, without `#`.
 */
import type { Json, JsonObject, JsonSchema } from './json.ts';

/** A contract in its normal form. `Operations` is the generated interface that types its handlers. */
export interface Contract<Operations = unknown> {
  /** The short name it is configured under, or that its title gives: `campaign`. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** The bundled OpenAPI 3.1 document: one object, every `$ref` inside it. */
  readonly document: JsonObject;
  /** The path of the first server URL, without a trailing slash: `/api/v1`, or ``. */
  readonly basePath: string;
  /** What else the variables of that URL allow: `/api/v2`. */
  readonly otherBasePaths: readonly string[];
  readonly operations: readonly Operation[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  readonly rateLimits: readonly RateLimit[];
  readonly idempotency: IdempotencyPolicy | undefined;
  /** Bytes that a request body may have, unless its operation says otherwise: the root extension `x-max-body`. */
  readonly maxBody: number | undefined;
  /** Where a value was written, if the contract was read from files. */
  readonly locate: Locate;
  /** The `operations` interface that openapi-typescript generated; a type, never a value. */
  readonly types?: Operations;
}

/** A place in a file of the contract. */
export interface SourceLocation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Where the value at a pointer into the bundled document was written; `undefined` where nobody knows. */
export type Locate = (pointer: string) => SourceLocation | undefined;

/**
 * The method of an operation as the contract writes it: that of a fixed field of the path item, or one in capitals
 * (`COPY`) of its `additionalOperations` (OpenAPI 3.2 §4.10.1). In capitals it is what is sent.
 */
export type Method =
  | 'get'
  | 'put'
  | 'post'
  | 'delete'
  | 'options'
  | 'head'
  | 'patch'
  | 'trace'
  | 'query'
  | Uppercase<string>;

/** One method on one path. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** The path template below `basePath`: `/campaigns/{campaignId}`. */
  readonly path: string;
  readonly pointer: string;
  readonly summary: string | undefined;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly responses: readonly ResponseSpec[];
  /** Alternatives (OR), each a list of requirements (AND). Empty: anyone may call. */
  readonly security: readonly SecurityAlternative[];
  /** Whether `Idempotency-Key` is one of its headers and the contract declares `x-idempotency`. */
  readonly idempotent: boolean;
}

/** Where a parameter stands in a request. `querystring`: it is the whole query (OpenAPI 3.2 §4.12.1). */
export type ParameterPlace = 'path' | 'query' | 'querystring' | 'header' | 'cookie';

/** A parameter of an operation; those of its path item are among them. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly schema: JsonSchema;
  /** Where `schema` stands; follow `$ref` from there. */
  readonly schemaPointer: string;
  readonly pointer: string;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Whether it may be sent without a value, which is as good as not sending it; `query` only. */
  readonly allowEmptyValue: boolean;
  /** Set when the parameter is serialized by `content` (a media type), not by `style`. */
  readonly mediaType: string | undefined;
  /** How the properties are sent of a form that is the whole query: the Encoding Objects of its `content`. */
  readonly encoding: JsonObject | undefined;
  readonly examples: readonly NamedExample[];
}

/** What an operation takes as its body. */
export interface RequestBody {
  readonly required: boolean;
  /** Bytes that it may have: `x-max-body` of the operation, or of the contract. */
  readonly maxBody: number | undefined;
  readonly pointer: string;
  readonly content: readonly MediaType[];
}

/** A media type of a body, and what it promises of bodies of that type. */
export interface MediaType {
  /** As written: `application/json`, `text/*`. */
  readonly type: string;
  readonly schema: JsonSchema | undefined;
  readonly schemaPointer: string;
  /** Where the schema of an item stands, where it is a sequence (OpenAPI 3.2 §4.14.3.1). */
  readonly itemPointer: string | undefined;
  readonly pointer: string;
  readonly examples: readonly NamedExample[];
  readonly encoding: JsonObject | undefined;
  /** What `multipart/form-data` consists of; `undefined` elsewhere. */
  readonly form: readonly FormPart[] | undefined;
}

/** A declared part of `multipart/form-data`. */
export interface FormPart {
  readonly name: string;
  /** Where the schema of a part of that name stands: that of an item, for a list. `undefined`: in branches of the form's. */
  readonly schemaPointer: string | undefined;
  /** Whether it comes as a file, or what the text in it stands for; `literal`: a number or a boolean. */
  readonly content: 'file' | 'json' | 'literal' | 'text';
  /** Media types that it may come as: the `contentType` of its Encoding Object. Empty: any. */
  readonly mediaTypes: readonly string[];
  /** Whether its value is a list, whose items come as parts of the same name. */
  readonly isList: boolean;
  /** Whether the list may come as one part, as JSON: its items are JSON, and no lists. */
  readonly mayBeOnePart: boolean;
  /** Whether a `style` says how its value stands in parts that are text (OpenAPI 3.1.1 §4.8.15.1.2). */
  readonly isStyled: boolean;
  /** The header fields that its parts must have, by name, beyond their own. */
  readonly headers: readonly string[];
  /** Bytes that a file may have, since `maxLength` counts octets there (OpenAPI 3.1 §4.8.14.3). */
  readonly maxSize: number | undefined;
  /** Its value where it is left out. */
  readonly default: Json | undefined;
}

/** A documented answer of an operation. */
export interface ResponseSpec {
  /** `201`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  readonly pointer: string;
  readonly headers: readonly HeaderSpec[];
  readonly content: readonly MediaType[];
}

/** A documented header of an answer. */
export interface HeaderSpec {
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  /** Set when the value is serialized by `content` (a media type), not by style `simple`. */
  readonly mediaType: string | undefined;
  readonly schema: JsonSchema;
  readonly schemaPointer: string;
  readonly pointer: string;
  readonly examples: readonly NamedExample[];
}

/** An example of the contract, with the place where it stands. */
export interface NamedExample {
  /** The key in `examples`; `default` for a lone `example`. */
  readonly name: string;
  readonly summary: string | undefined;
  readonly value: Json;
  readonly pointer: string;
}

/** A security scheme that a request must satisfy, with the scopes that it must have. */
export interface SecurityRequirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}
/** Requirements that must all be met. */
export type SecurityAlternative = readonly SecurityRequirement[];

/** How a credential is sent: `components.securitySchemes` of the contract. */
export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly name: string; readonly in: 'query' | 'header' | 'cookie' }
  | { readonly type: 'oauth2' | 'openIdConnect' | 'mutualTLS' };

/** One row of the contract's root extension `x-rate-limit: [{limit, window, per}]`. */
export interface RateLimit {
  /** Requests allowed in one window. */
  readonly limit: number;
  /** Seconds. */
  readonly window: number;
}

/** The contract's root extension `x-idempotency: {header, ttl}`. */
export interface IdempotencyPolicy {
  readonly header: string;
  /** Seconds for which a finished answer is replayed. */
  readonly ttl: number;
}

/** One failed clause of a value. */
export interface Violation {
  readonly in: ParameterPlace | 'body';
  /** Into the value: `/steps/0/subject` in a body, `/limit` in a query. */
  readonly pointer: string;
  /** The keyword that failed: `maxLength`, `required`, `x-after`, … */
  readonly keyword: string;
  /** The keyword's value in the contract; for `required` the one missing name. */
  readonly expected: Json;
  /** The value that failed, where there is one. */
  readonly actual: Json | undefined;
  /** Whether it is the name of the property that fails, and not its value. @default false */
  readonly isName?: boolean;
  /** A sentence in plain English without the field's name: `must be at most 200 characters`. */
  readonly message: string;
}

/** What a value is part of, as `readOnly` and `writeOnly` see it. */
export type Direction = 'request' | 'response';
