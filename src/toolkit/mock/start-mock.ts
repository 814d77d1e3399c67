/** A mock of a contract: Prism, in this process. It validates requests and answers from the contract's examples. */

import type { Contract } from '@countersign/contract';
import type { createServer } from '@stoplight/prism-http-server';

/** Where a mock listens. */
export interface MockOptions {
  /** @default any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
}

/** A mock that is running. */
export interface Mock {
  /** Where the contract's paths begin: Prism serves them without the base path. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a mock of `contract`.
 *
 * A request may ask for an answer: `Prefer: code=404, example=unknown_campaign`. Without it a valid request
 * gets the first success and an invalid one the documented 422, or else 400. What it cannot do: it looks
 * whether a credential is there, not whether it is good; it keeps no state; it knows no cross-field clauses.
 *
 * @throws {Error} the port is taken, or Prism cannot read the contract
 */
export async function startMock(
  contract: Contract,
  { port = 0, host = '127.0.0.1' }: MockOptions = {},
): Promise<Mock> {
  // Prism takes a second to import.
  const [{ createLogger }, { getHttpOperationsFromSpec }, { createServer }] = await Promise.all([
    import('@stoplight/prism-core'),
    import('@stoplight/prism-http'),
    import('@stoplight/prism-http-server'),
  ]);
  // Prism resolves references in place.
  const operations = await getHttpOperationsFromSpec(structuredClone(contract.document));
  const server = createServer(operations, {
    components: { logger: createLogger('mock', { level: 'silent' }) },
    config: {
      isProxy: false,
      mock: { dynamic: false },
      validateRequest: true,
      validateResponse: false,
      checkSecurity: true,
      errors: false,
      upstreamProxy: undefined,
    },
    cors: false,
  });
  const url = await listen(server, port, host);
  return { url, close: () => server.close() };
}

/** Prism rejects with a sentence, not with an error. */
async function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<string> {
  try {
    return await server.listen(port, host);
  } catch (reason) {
    throw reason instanceof Error ? reason : new Error(String(reason));
  }
}
