import type { Operation, RateLimit } from '@countersign/contract';
import type { Request } from 'express';
import type { ServerEvent } from './events.ts';
import type { Problem } from './problem.ts';
import type { IdempotencyStore, RateLimitStore, UnitOfWork } from './stores.ts';

/** Who a request is from, once authenticated. An application adds what its handlers need. */
export interface Principal {
  readonly scopes: readonly string[];
}

/** What a request carries for one security scheme. */
export interface Credential {
  /**
   * The bearer token, the API key, or the password; of `mutualTLS` the SHA-256 fingerprint of the client's certificate, as
   * Node writes it (`AB:CD:…`); of other HTTP schemes what follows their name.
   */
  readonly secret: string;
  /** The user name of HTTP Basic; elsewhere ``. */
  readonly user: string;
}

/** Finds out who a credential belongs to; `undefined` if it is unknown, revoked or wrong. */
export type Authenticate<P extends Principal> = (
  credential: Credential,
  request: Request,
) => Promise<P | undefined>;

/** A problem in the API's own error schema. */
export interface WrittenProblem {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** @default the media type that the contract documents for the status, or `application/json` */
  readonly mediaType?: string;
}

/** What a problem was met in. */
export interface ProblemContext {
  readonly requestId: string;
  /** `undefined` where the request did not reach an operation: unknown route, wrong method. */
  readonly operation: Operation | undefined;
}

/** What every handler gets, without the types of one operation. */
export interface HandlerInput {
  readonly params: Readonly<Record<string, unknown>>;
  /** Parameters by name, or whatever the value is of one that is the whole query. */
  readonly query: unknown;
  readonly body: unknown;
  readonly operation: Operation;
}

/** What the contract leaves to the application. */
export interface ServerOptions<P extends Principal, Public = never> {
  /** One function for each security scheme that the contract uses, by the scheme's name. */
  readonly authenticate: Readonly<Record<string, Authenticate<P>>>;
  /**
   * The tenant that rate limits and idempotency keys are counted for. Write the type of its parameter: TypeScript
   * has settled on `Principal` before it sees what `authenticate` returns.
   */
  readonly tenant: (principal: P) => string;
  /**
   * Puts a problem into the API's own error schema. Every refusal goes through it, and nothing else writes one.
   *
   * @default RFC 9457: `application/problem+json` with type, title, status, detail and errors
   */
  readonly problem?: (problem: Problem, context: ProblemContext) => WrittenProblem;
  /**
   * Turns what a handler threw into a problem: the application's own refusals, in its API's words.
   *
   * @param thrown anything; `undefined` back means that it is no refusal, and becomes an internal problem
   * @default nothing but a `Problem` is a refusal
   */
  readonly refusal?: (thrown: unknown, input: HandlerInput) => Problem | undefined;
  /** What the operator should know. */
  readonly log: (event: ServerEvent) => void;
  /**
   * The operations that the contract lets anyone call. Named here as well, so that nothing becomes public
   * by a slip in one place.
   *
   * @default none
   */
  readonly public?: readonly Public[];
  /**
   * Whether `scopes` cover the scope that an operation requires.
   *
   * @default `scopes` contains it
   */
  readonly granted?: (required: string, scopes: readonly string[]) => boolean;
  /** Required if the contract declares `x-rate-limit`. */
  readonly rateLimit?: {
    readonly store: RateLimitStore;
    /** @default the limits of the contract */
    readonly limits?: (principal: P) => readonly RateLimit[];
  };
  /** Required if the contract declares `x-idempotency`. */
  readonly idempotency?: IdempotencyStore;
  /**
   * Wrapped around the handler and the validation of its reply.
   *
   * @default runs it
   */
  readonly unitOfWork?: UnitOfWork;
  /**
   * The largest request body in bytes, after decompression.
   *
   * @default `x-max-body` of the operation or of the contract, or DEFAULT_BODY_LIMIT
   */
  readonly bodyLimit?: number;
  /**
   * Whether express-openapi-validator judges each request as well, on a copy: where it disagrees, `log` is told. It
   * costs about as much as everything else.
   *
   * @default on, unless NODE_ENV is `production`
   */
  readonly crossCheck?: boolean;
  /**
   * Whether what is a matter of taste stops the start: refusals that the contract does not document, formats that
   * nobody knows, operations that are public without being named in `public`. Otherwise `log` is told of it once.
   *
   * @default false
   */
  readonly strict?: boolean;
  /** Formats beyond those of JSON Schema, by name. @default none; an unknown one asks nothing */
  readonly formats?: Readonly<Record<string, (value: string) => boolean>>;
  /** @default the system's clock */
  readonly now?: () => Date;
  /** @default a random UUID */
  readonly newRequestId?: () => string;
}

/** Bytes: 1 MiB. */
export const DEFAULT_BODY_LIMIT = 1024 * 1024;
