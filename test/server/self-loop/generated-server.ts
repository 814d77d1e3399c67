/** A server of any contract of the self-loop, by `createServer`: its handlers keep collections, or answer by example. */
import { createServer as listenWith, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract, JsonObject, ResponseSpec } from '../../../src/contract/exports.ts';
import { createServer } from '../../../src/server/create-server.ts';
import type { ServerEvent } from '../../../src/server/events.ts';
import type { HandlerInput, WrittenProblem } from '../../../src/server/options.ts';
import type { Problem } from '../../../src/server/problem.ts';
import { type Answer, fail } from '../../verify/self-loop/server/answer.ts';
import { readApi } from '../../verify/self-loop/server/api.ts';
import type { Call } from '../../verify/self-loop/server/check-request.ts';
import { rolesOf } from '../../verify/self-loop/server/credentials.ts';
import { handle } from '../../verify/self-loop/server/handle.ts';
import { Store } from '../../verify/self-loop/server/store.ts';

export interface GeneratedServer {
  readonly app: RequestListener;
  readonly logged: readonly ServerEvent[];
}

export async function generatedServer(contract: Contract, document: JsonObject): Promise<GeneratedServer> {
  const api = readApi(document);
  const store = new Store();
  const logged: ServerEvent[] = [];
  const routeOf = (method: string, path: string) => {
    const route = api.routes.find((each) => each.method === method.toUpperCase() && each.template === path);
    if (route === undefined) throw new Error(`no route ${method} ${path}`);
    return route;
  };
  const handlers = Object.fromEntries(
    contract.operations.map(({ id, method, path, responses }) => [
      id,
      ({ params, query, body }: HandlerInput) => {
        const call = {
          route: routeOf(method, path),
          path: new Map(
            Object.entries(params).map(([name, value]) => [name, encodeURIComponent(String(value))]),
          ),
          query: Object.entries(query ?? {}).map(([name, value]) => [name, String(value)] as const),
        };
        // Handlers of the loop look at nothing else of a call.
        const reply = replyOf(handle(api, store, call as unknown as Call, body as JsonObject));
        return { ...reply, ...(reply.headers && { headers: valuesOf(reply, responses) }) };
      },
    ]),
  );
  const { default: full, limited } = rolesOf(document);
  const authenticate = Object.fromEntries(
    [...contract.securitySchemes.keys()].map((scheme) => [
      scheme,
      async ({ secret, user }: { secret: string; user: string }) => {
        const sent = user === '' ? secret : `${user}:${secret}`;
        if (sent === full.schemes[scheme]) return { scopes: ['*'] };
        return sent === limited.schemes[scheme] ? { scopes: [] } : undefined;
      },
    ]),
  );
  const options = {
    authenticate,
    granted: (_: string, scopes: readonly string[]) => scopes.includes('*'),
    tenant: () => '',
    problem: (
      { status }: Problem,
      { operation }: { operation?: { method: string; path: string } },
    ): WrittenProblem => {
      if (operation === undefined) return { status, body: {} };
      const { body, mediaType, ...rest } = replyOf(fail(routeOf(operation.method, operation.path), status));
      return { ...rest, body, ...(mediaType === undefined ? {} : { mediaType }) };
    },
    public: contract.operations
      .filter(
        ({ security }) => security.length === 0 || security.some((alternative) => alternative.length === 0),
      )
      .map(({ id }) => id),
    log: (event: ServerEvent) => logged.push(event),
  };
  const app: RequestListener = await Reflect.apply(createServer, undefined, [contract, handlers, options]);
  return { app, logged };
}

interface PlainReply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly mediaType?: string;
  readonly body?: unknown;
}

function replyOf({ status, headers, body }: Answer): PlainReply {
  const { 'content-type': mediaType, ...others } = headers;
  const parsed = body !== undefined && /json$/.test(mediaType ?? '') ? JSON.parse(body) : body;
  return {
    status,
    ...(Object.keys(others).length === 0 ? {} : { headers: others }),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(parsed === undefined ? {} : { body: parsed }),
  };
}

/** Headers as a handler gives them: one that is JSON as its value. */
function valuesOf({ status, headers }: PlainReply, responses: readonly ResponseSpec[]): object {
  const documented = responses.find((response) => response.status === String(status))?.headers ?? [];
  const entries = Object.entries(headers ?? {}).map(([name, text]) => {
    const isJson = documented.some(
      (each) => each.name.toLowerCase() === name.toLowerCase() && each.mediaType !== undefined,
    );
    return [name, isJson ? JSON.parse(text) : text];
  });
  return Object.fromEntries(entries);
}

export async function listen(app: RequestListener): Promise<{ baseUrl: string; server: Server }> {
  const server = listenWith(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
