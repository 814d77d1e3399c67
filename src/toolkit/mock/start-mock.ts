/** A mock of a contract, in this process. */
import { createServer, type RequestListener } from 'node:http';
import type { Contract } from '@countersign/contract';
import { mockApplication } from './mock-application.ts';
import { prismListener } from './prism-engine.ts';

/** What answers: our own server with Prism's generator behind it, or Prism as it is. */
export const engines = ['server', 'prism'] as const;
export type Engine = (typeof engines)[number];

/** Where a mock listens, and what it is. */
export interface MockOptions {
  /** @default any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default 'server' */
  readonly engine?: Engine;
  /** Gets a line for each example that is not used, and for each request that the mock fails at. @default nobody */
  readonly tell?: (line: string) => void;
}

/** A mock that is running. */
export interface Mock {
  /** Where the contract's paths begin. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a mock of `contract`.
 *
 * A request may ask for an answer: `Prefer: code=404, example=unknown_campaign`. Without it a valid request gets the
 * first success, and any other the refusal that the contract documents for it. It keeps no state, and looks whether a
 * credential is there, not whether it is good.
 *
 * @throws {Error} the port is taken, or the contract cannot be mocked
 */
export async function startMock(contract: Contract, options: MockOptions = {}): Promise<Mock> {
  const { port = 0, host = '127.0.0.1', engine = 'server', tell = () => {} } = options;
  const isPrism = engine === 'prism';
  const listener = isPrism ? await prismListener(contract, tell) : await mockApplication(contract, tell);
  const { origin, close } = await listen(listener, port, host);
  // Prism serves the paths alone.
  return { url: isPrism ? origin : origin + contract.basePath, close };
}

async function listen(
  listener: RequestListener,
  port: number,
  host: string,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address();
  const { port: taken } = typeof address === 'object' && address !== null ? address : { port };
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
