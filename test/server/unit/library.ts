/** A server of the library contract on a port of its own, for the tests of this folder. */
import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { createServer } from '../../../src/server/create-server.ts';
import type { ServerEvent } from '../../../src/server/events.ts';
import type { Handlers } from '../../../src/server/handlers.ts';
import type { Principal, ServerOptions, WrittenProblem } from '../../../src/server/options.ts';
import type { Problem } from '../../../src/server/problem.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import type { operations } from './library.types.ts';
import { IdempotencyMemory, RateLimitMemory } from './memory-stores.ts';

export interface Reader extends Principal {
  readonly library: string;
}

export type LibraryHandlers = Handlers<operations, Reader, 'getLatestBook'>;
export type LibraryOptions = ServerOptions<Reader, 'getLatestBook'>;

export const contract = await loadContract<operations>(new URL('./library.openapi.yaml', import.meta.url));

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['ann', { library: 'north', scopes: ['books:read', 'books:write'] }],
  ['bob', { library: 'south', scopes: ['books:read'] }],
  ['eve', { library: 'north', scopes: [] }],
]);

const book = { id: 'b1', title: 'Middlemarch', copies: 2 };

export const handlers = {
  listBooks: () => ({ status: 200, headers: { 'X-Total-Count': 1 }, body: { books: [book] } }),
  createBook: ({ body }) => ({
    status: 201,
    headers: { Location: '/api/v1/books/b1' },
    body: { id: 'b1', title: body.title, copies: body.copies },
  }),
  getBook: ({ params }) => ({
    status: 200,
    mediaType: 'application/json',
    body: { ...book, id: params.bookId },
  }),
  updateBook: ({ body }) => ({ status: 200, body: { ...book, ...body } }),
  deleteBook: () => ({ status: 204 }),
  getShelf: ({ params }) => ({ status: 200, body: params['shelf-number'] }),
  lendBook: () => ({ status: 204 }),
  getLatestBook: () => ({ status: 200, body: book }),
  exportCatalogue: () => ({ status: 200, body: 'id,title\nb1,Middlemarch\n' }),
} satisfies LibraryHandlers;

/** The library's error schema: `{code, message, details?}`. */
export function writeProblem({ facts, status, message }: Problem): WrittenProblem {
  const code = facts.kind === 'application' ? facts.code : facts.kind;
  return { status, body: { code, message, details: facts } };
}

export function libraryOptions(given: Partial<LibraryOptions> = {}): LibraryOptions {
  return {
    authenticate: {
      bearer: async ({ secret }) => READERS.get(secret),
      terminal: async ({ secret }) => READERS.get(secret),
      password: async ({ user, secret }) => (secret === `${user}'s password` ? READERS.get(user) : undefined),
    },
    tenant: ({ library }) => library,
    problem: writeProblem,
    log: () => {},
    public: ['getLatestBook'],
    strict: true,
    rateLimit: { store: new RateLimitMemory() },
    idempotency: new IdempotencyMemory(),
    ...given,
  };
}

export interface Running extends AsyncDisposable {
  readonly origin: string;
  /** What the server told its operator. */
  readonly events: readonly ServerEvent[];
  /** A request below `/api/v1`, as Ann unless it says otherwise. */
  call(method: string, path: string, init?: RequestInit): Promise<Response>;
}

/** Starts the library with some of its handlers and options replaced. */
export async function startLibrary(
  change: { readonly handlers?: Partial<LibraryHandlers>; readonly options?: Partial<LibraryOptions> } = {},
): Promise<Running> {
  const events: ServerEvent[] = [];
  const options = libraryOptions({ log: (event) => events.push(event), ...change.options });
  const given: LibraryHandlers = { ...handlers, ...change.handlers };
  const { origin, stop } = await listen(await createServer(contract, given, options));
  return {
    origin,
    events,
    call: (method, path, init = {}) =>
      fetch(`${origin}/api/v1${path}`, {
        method,
        ...init,
        headers: { authorization: 'Bearer ann', ...init.headers },
      }),
    [Symbol.asyncDispose]: stop,
  };
}

/** One library for all tests of a file that leave it as it is. */
export async function sharedLibrary(options: Partial<LibraryOptions> = {}): Promise<Running> {
  const library = await startLibrary({ options });
  afterAll(() => library[Symbol.asyncDispose]());
  return library;
}

/** Listens on a free port. */
export async function listen(app: RequestListener): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createHttpServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
}
