/** The types of handlers, derived from the `operations` interface that openapi-typescript generates. */
import type { Operation, ParameterPlace } from '@countersign/contract';
import type { Received } from './body-types.ts';
import type { AnyReply, Reply } from './reply.ts';

/** What a handler gets: the request, validated, with parameters coerced and defaults filled in. */
export interface Input<Op, P> {
  /** Path parameters. */
  readonly params: ParametersIn<Op, 'path'>;
  /** The parameters in the query, or the value of the one that is all of it (`in: querystring`). */
  readonly query: ParametersIn<Op, 'query'>;
  /** The header parameters that the contract declares, under the names that it gives them. */
  readonly headers: ParametersIn<Op, 'header'>;
  readonly cookies: ParametersIn<Op, 'cookie'>;
  readonly body: RequestBodyOf<Op>;
  /** Who the request is from. `undefined` only where the operation is public and nobody signed in. */
  readonly principal: P;
  /** The `X-Request-Id` of the answer. */
  readonly requestId: string;
  readonly operation: Operation;
}

/** Answers one operation. Throws a `Problem` to refuse; whatever else it throws becomes an internal problem. */
export type Handler<Op, P> = (input: Input<Op, P>) => Reply<Op> | Promise<Reply<Op>>;

/**
 * One handler for each operation of the contract, by `operationId`.
 *
 * Write `{ … } satisfies Handlers<operations, MyPrincipal>`: an annotation (`const handlers: Handlers<…>`)
 * forgets what a handler really returns, and `createServer` could no longer refuse an undocumented header.
 *
 * @typeParam Public the operations that anyone may call; their `principal` may be `undefined`
 */
export type Handlers<Operations, P, Public extends keyof Operations = never> = {
  readonly [Id in keyof Operations]: Handler<Operations[Id], Id extends Public ? P | undefined : P>;
};

/**
 * The operations of a contract that no types were generated for: `loadContract<AnyOperations>(…)`. A handler gets and
 * returns what is judged at run time alone.
 */
export type AnyOperations = Readonly<Record<string, AnyOperation>>;

interface AnyOperation {
  readonly parameters: Readonly<Record<ParameterPlace, Readonly<Record<string, unknown>>>>;
  readonly requestBody: { readonly content: { readonly '*/*': unknown } };
  readonly responses: AnyReply;
}

/**
 * `Given`, with a complaint in place of each handler that the contract does not know or that returns a header
 * which its status does not document. TypeScript by itself looks for excess members in fresh literals only.
 */
export type Closed<Operations, Given> = {
  readonly [Id in keyof Given]: Id extends keyof Operations
    ? ClosedHandler<Operations[Id], Given[Id]>
    : 'The contract has no operation of this name.';
};

type ClosedHandler<Op, Given> = Given extends (input: never) => infer Returned
  ? [UndocumentedHeader<Op, Awaited<Returned>>] extends [infer Name]
    ? [Name] extends [never]
      ? Given
      : `This reply does not document the header ${Name & string}.`
    : never
  : Given;

type UndocumentedHeader<Op, Returned> = Returned extends { status: infer Status; headers: infer Headers }
  ? Exclude<keyof Headers, HeaderNames<Extract<Reply<Op>, { status: Status }>>>
  : never;

type HeaderNames<Replies> = Replies extends { headers?: infer Headers } ? keyof NonNullable<Headers> : never;

type ParametersIn<Op, Place extends string> = Op extends { parameters: infer Parameters }
  ? Place extends keyof Parameters
    ? [NonNullable<Parameters[Place]>] extends [never]
      ? Nothing
      : Record<never, never> extends Pick<Parameters, Place>
        ? Readonly<NonNullable<Parameters[Place]>>
        : // What may be left out as a whole: a parameter that is all of the query.
          Readonly<Parameters[Place]>
    : Nothing
  : Nothing;

type Nothing = Readonly<Record<never, never>>;

type RequestBodyOf<Op> = Op extends { requestBody: { content: infer Content } }
  ? BodyIn<Content>
  : Op extends { requestBody?: infer Body }
    ? Body extends { content: infer Content }
      ? BodyIn<Content> | undefined
      : undefined
    : undefined;

type BodyIn<Content> = { [Type in keyof Content]: Received<Type, Content[Type]> }[keyof Content];
