/** One server for many contracts: each is served below a prefix of its own, as its document says. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../../../src/contract/json.ts';
import { type Answer, fail } from './answer.ts';
import { type Api, type Route, readApi } from './api.ts';
import { type Call, checkPath, checkRequest, Refusal } from './check-request.ts';
import { refuse } from './credentials.ts';
import { handle } from './handle.ts';
import { pairsOf } from './read-parameter.ts';
import { Store } from './store.ts';
import { TextReader } from './text-reader.ts';
import { DocumentValidator } from './validator.ts';

/** In bytes; a contract that documents 413 refuses more. */
const LARGEST_BODY = 1024 * 1024;

export class SelfServer {
  readonly #server: Server;
  readonly #apis = new Map<string, (request: IncomingMessage, target: string) => Promise<Answer>>();

  private constructor() {
    this.#server = createServer((request, response) => {
      const [, prefix = '', target = ''] = /^(\/[^/?]*)(.*)$/s.exec(request.url ?? '') ?? [];
      const api = this.#apis.get(prefix);
      const answering = api === undefined ? Promise.resolve(NOT_FOUND) : api(request, target);
      answering.then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }

  static async start(): Promise<SelfServer> {
    const self = new SelfServer();
    await new Promise<void>((resolve) => self.#server.listen(0, '127.0.0.1', resolve));
    return self;
  }

  /** Serves `document`; the result is its base URL. */
  mount(name: string, document: JsonObject): string {
    const prefix = `/${this.#apis.size}`;
    const validator = new DocumentValidator(name, document);
    const api = readApi(document);
    const reader = new TextReader(document, validator);
    const store = new Store();
    this.#apis.set(prefix, async (request, target) => {
      const [path = '', query = ''] = target.split('?', 2);
      const bytes = await readAll(request);
      const found = findRoute(api, request.method ?? '', path);
      if ('status' in found) return found;
      const { route, values } = found;
      const call: Call = { route, request, path: values, query: pairsOf(query, '&'), bytes };
      try {
        const status = refuse(api, route, request, call.query);
        if (status !== undefined) return fail(route, status);
        checkPath(path);
        if (bytes.length > LARGEST_BODY && route.responses.has('413')) return fail(route, 413);
        return handle(api, store, call, await checkRequest(validator, reader, call));
      } catch (error) {
        if (error instanceof Refusal) return fail(route, error.status);
        throw error;
      }
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${prefix}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const NOT_FOUND: Answer = { status: 404, headers: {}, body: undefined };

function findRoute(
  { routes }: Api,
  method: string,
  path: string,
): { route: Route; values: ReadonlyMap<string, string> } | Answer {
  const matching = routes.flatMap((route) => {
    const match = route.pattern.exec(path);
    return match === null ? [] : [{ route, match }];
  });
  if (matching.length === 0) return NOT_FOUND;
  const wanted = method === 'HEAD' ? 'GET' : method;
  const [found] = matching
    .filter(({ route }) => route.method === wanted)
    .sort((one, other) => literals(other.route) - literals(one.route));
  if (found === undefined) {
    const allow = [...new Set(matching.map(({ route }) => route.method))].join(', ');
    return { status: 405, headers: { allow }, body: undefined };
  }
  const { route, match } = found;
  return { route, values: new Map(route.names.map((name, index) => [name, match[index + 1] ?? ''])) };
}

/** Characters that a path must have: of two templates that match it, the one that says more is meant. */
function literals({ template }: Route): number {
  return template.replaceAll(/\{[^}]*\}/g, '').length;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
