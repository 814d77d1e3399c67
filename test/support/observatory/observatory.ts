/** A server of the contract that has everything new in OpenAPI 3.2, for the tests of all that reads it. */
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../../../src/contract/contract.ts';
import { createServer } from '../../../src/server/create-server.ts';
import type { ServerEvent } from '../../../src/server/events.ts';
import type { Handlers } from '../../../src/server/handlers.ts';
import type { Principal, ServerOptions } from '../../../src/server/options.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import type { operations } from './received.ts';

export const OBSERVATORY = new URL('./openapi.yaml', import.meta.url);

export type ObservatoryHandlers = Handlers<operations, Principal>;

export const observatory: Contract<operations> = await loadContract<operations>(OBSERVATORY);

const vega = { name: 'Vega', magnitude: 0.03 };
const transit = { kind: 'transit', star: 'Vega', depth: 0.5 } as const;

export const handlers = {
  listStars: ({ query }) => ({
    status: 200,
    body: Array.from({ length: Math.min(query.limit, 2) }, () => vega),
  }),
  searchStars: ({ body }) => ({ status: 200, body: [{ ...vega, magnitude: body.brighterThan }] }),
  copyStar: ({ body }) => ({ status: 200, body: { ...vega, name: body.to } }),
  listObservations: () => ({ status: 200, body: [transit] }),
  addObservations: ({ body }) => ({ status: 201, body: { added: body.length } }),
  watchSky: () => ({ status: 200, body: sky() }),
} satisfies ObservatoryHandlers;

async function* sky() {
  for (const id of ['1', '2']) yield { event: 'observation' as const, id, data: JSON.stringify(transit) };
}

export interface Running extends AsyncDisposable {
  readonly baseUrl: string;
  readonly events: readonly ServerEvent[];
  call(method: string, path: string, init?: RequestInit): Promise<Response>;
}

/** A server on a port of its own, with some of the handlers replaced. */
export async function serve(
  others: Partial<ObservatoryHandlers> = {},
  options: Partial<ServerOptions<Principal>> = {},
): Promise<Running> {
  const events: ServerEvent[] = [];
  const given: ObservatoryHandlers = { ...handlers, ...others };
  const app = await createServer(observatory, given, {
    authenticate: { astronomer: async ({ secret }) => (secret === 'ada' ? { scopes: [] } : undefined) },
    tenant: () => 'observatory',
    log: (event) => void events.push(event),
    ...options,
  });
  const server = createHttpServer(app);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  return {
    baseUrl,
    events,
    call: (method, path, { headers = {}, ...init } = {}) =>
      fetch(`${baseUrl}${path}`, { method, headers: { Authorization: 'Bearer ada', ...headers }, ...init }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
