/** What a handler returns: a documented status with the headers and the body that belong to it. */
import type { Concrete, Sent } from './body-types.ts';

/** Headers that the server writes itself; a handler neither has to nor may return them. */
export type ServerHeader =
  | 'X-Request-Id'
  | 'X-RateLimit-Limit'
  | 'X-RateLimit-Remaining'
  | 'X-RateLimit-Reset'
  | 'Retry-After'
  | 'Idempotent-Replayed'
  | 'Allow'
  | 'WWW-Authenticate';

/** The union of the documented replies of one operation of openapi-typescript's `operations`. */
export type Reply<Op> = Op extends { responses: infer Responses }
  ? Responses extends AnyReply
    ? AnyReply
    : {
        [Key in keyof Responses]: ReplyTo<StatusOf<Key, keyof Responses>, Responses[Key]>;
      }[keyof Responses]
  : never;

/** A reply that no types were generated for. */
export interface AnyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly mediaType?: string;
  readonly body?: unknown;
}

type ReplyTo<Status, Response> = { readonly status: Status } & HeadersOf<Response> & BodyOf<Response>;

type HeadersOf<Response> =
  DocumentedHeaders<Response> extends infer Headers
    ? [keyof Headers] extends [never]
      ? { readonly headers?: never }
      : Record<never, never> extends Headers
        ? { readonly headers?: Headers }
        : { readonly headers: Headers }
    : never;

/** openapi-typescript adds `[name: string]: unknown` to each list of headers, which would let every name in. */
type DocumentedHeaders<Response> = Response extends { headers: infer Headers }
  ? {
      readonly [Name in keyof Headers as string extends Name ? never : OwnName<Name>]: Headers[Name];
    }
  : Record<never, never>;

type OwnName<Name> = Name extends string
  ? Lowercase<Name> extends Lowercase<ServerHeader>
    ? never
    : Name
  : never;

type BodyOf<Response> = Response extends { content: infer Content }
  ? {
      [Type in keyof Content]: MediaTypeOf<Content, Type> & { readonly body: Sent<Type, Content[Type]> };
    }[keyof Content]
  : { readonly body?: never; readonly mediaType?: never };

/** A reply names its media type only where the response documents more than one, or a range of them. */
type MediaTypeOf<Content, Type extends keyof Content> =
  Exclude<keyof Content, Type> extends never
    ? Type extends `${string}*${string}`
      ? { readonly mediaType: Concrete<Type> }
      : { readonly mediaType?: Type }
    : { readonly mediaType: Concrete<Type> };

/** A range and `default` stand for the statuses that are not documented by themselves. */
type StatusOf<Key, Keys> = Key extends number
  ? Key
  : Key extends `${infer Class extends keyof StatusClasses & string}${'XX' | 'xx'}`
    ? Exclude<StatusClasses[Class], Keys>
    : Key extends 'default'
      ? Exclude<StatusClasses[keyof StatusClasses], Keys | StatusesInRanges<Keys>>
      : never;

type StatusesInRanges<Keys> = Keys extends `${infer Class extends keyof StatusClasses & string}${'XX' | 'xx'}`
  ? StatusClasses[Class]
  : never;

/** IANA HTTP Status Code Registry; 1xx are no final replies. */
interface StatusClasses {
  '2': 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
  '3': 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
  // biome-ignore format: one class, one line
  '4': 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451;
  '5': 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 511;
}
