/** One contract, ready to be served: what the options and the contract are made into at boot. */
import type { Contract, Operation, SchemaChecker } from '@countersign/contract';
import type { Security } from './authenticate.ts';
import type { BodyReader } from './body.ts';
import type { CrossCheck } from './cross-check/cross-check.ts';
import type { Principal, ServerOptions } from './options.ts';
import type { ParameterReader } from './parameters/read-parameters.ts';
import type { Proving } from './proving.ts';
import type { Lookup } from './routes.ts';
import type { UnitOfWork } from './stores.ts';
import type { Draft } from './validate-response.ts';

/** A handler as the server calls it. Its types were checked when it was given to `createServer`. */
export type RunHandler = (input: object) => Draft | Promise<Draft>;

export interface Api<P extends Principal> {
  readonly contract: Contract;
  /** Of requests: without what answers alone carry. */
  readonly requestChecker: SchemaChecker;
  /** Of replies: without what requests alone carry. */
  readonly checker: SchemaChecker;
  /** Of a media type of a reply. */
  readonly writerOf: Proving['writerOf'];
  readonly find: (method: string, path: string) => Lookup;
  readonly security: Security<P>;
  /** `undefined` for an operation that takes no body. */
  readonly bodyReader: (operation: Operation) => BodyReader | undefined;
  readonly parameterReader: (operation: Operation) => ParameterReader;
  /** `undefined` where requests are judged once. */
  readonly crossCheck: CrossCheck | undefined;
  readonly handlers: ReadonlyMap<string, RunHandler>;
  /** Whether a refusal that the contract does not document becomes an internal problem. */
  readonly isStrict: boolean;
  readonly problem: NonNullable<ServerOptions<P>['problem']>;
  readonly refusal: ServerOptions<P>['refusal'];
  readonly log: ServerOptions<P>['log'];
  readonly rateLimit: ServerOptions<P>['rateLimit'];
  readonly idempotency: ServerOptions<P>['idempotency'];
  readonly unitOfWork: UnitOfWork;
  readonly newRequestId: () => string;
}

/** One request on its way. */
export interface Exchange {
  readonly requestId: string;
  /** Known once the route is found. */
  operation: Operation | undefined;
  /** The headers of the server itself, on whatever the answer will be. */
  own: Readonly<Record<string, string>>;
}
