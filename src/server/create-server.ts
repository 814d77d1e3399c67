import type { Contract } from '@countersign/contract';
import type { Express } from 'express';
import type { Closed, Handlers } from './handlers.ts';
import type { Principal, ServerOptions } from './options.ts';

/**
 * A server of `contract`: an Express application that listens by itself (`app.listen(3000)`) or is mounted in
 * another (`parent.use(app)`), before anything that reads bodies. It answers below the contract's base path;
 * mounted, it leaves every other path to its parent.
 *
 * @param handlers one for each operation, no more and no fewer; write them with `satisfies Handlers<…>`
 * @throws {SetupError} the contract, the handlers and the options do not fit together
 */
export async function createServer<
  Operations,
  P extends Principal,
  Given extends Handlers<Operations, P, Public>,
  const Public extends keyof Operations = never,
>(
  contract: Contract<Operations>,
  handlers: Given & Closed<Operations, NoInfer<Given>>,
  options: ServerOptions<P, Public>,
): Promise<Express> {
  // Express and the validators take a third of a second to import; what only needs a type or a `Problem` does without.
  const { application } = await import('./application.ts');
  return await application(contract, new Map(Object.entries(handlers)), options);
}
