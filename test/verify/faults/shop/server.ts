/** A server that keeps the shop's contract, or breaks it in one of ten ways. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Seeded in published comparisons of tools that test REST APIs. */
export type Fault =
  | 'exception'
  | 'wrong response type'
  | 'undeclared 2xx'
  | 'maximum ignored'
  | 'enum ignored'
  | 'required ignored'
  | 'invalid Location'
  | 'DELETE does nothing'
  | 'PUT is partial'
  | 'PUT is not idempotent';

type Item = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface ShopServer {
  readonly url: string;
  /** How many requests it has answered. */
  readonly requests: () => number;
  close(): Promise<void>;
}

export async function startShop(fault?: Fault): Promise<ShopServer> {
  const items = new Map<number, Item>();
  let made = 0;
  let requests = 0;

  const post = (body: unknown): Answer => {
    if (!isItem(body, fault)) return { status: 400 };
    if (fault === 'exception' && body['size'] === 'large') return { status: 500 };
    const id = ++made;
    items.set(id, body);
    const location = fault === 'invalid Location' ? `/item/${id}` : `/items/${id}`;
    const status = fault === 'undeclared 2xx' ? 202 : 201;
    return { status, headers: { location }, body: { id, ...body } };
  };
  const put = (id: number, before: Item, body: unknown): Answer => {
    if (!isItem(body, fault)) return { status: 400 };
    const kept = fault === 'PUT is partial' ? { ...before, ...body } : body;
    const drifted = { ...kept, stock: (Number(before['stock']) + Number(kept['stock'])) % 501 };
    const item = fault === 'PUT is not idempotent' ? drifted : kept;
    items.set(id, item);
    return { status: 200, body: { id, ...item } };
  };
  const answer = (method: string, path: string, body: unknown): Answer => {
    if (path === '/items')
      return method === 'POST' ? post(body) : { status: 405, headers: { allow: 'POST' } };
    const [, text] = /^\/items\/([^/]+)$/.exec(path) ?? [];
    if (text === undefined) return { status: 404 };
    if (!['GET', 'HEAD', 'PUT', 'DELETE'].includes(method)) {
      return { status: 405, headers: { allow: 'GET, PUT, DELETE' } };
    }
    if (!/^[1-9]\d*$/.test(text)) return { status: 400 };
    const id = Number(text);
    const item = items.get(id);
    if (item === undefined) return { status: 404 };
    if (method === 'PUT') return put(id, item, body);
    if (method === 'DELETE') {
      if (fault !== 'DELETE does nothing') items.delete(id);
      return { status: 204 };
    }
    const shown = fault === 'wrong response type' ? { ...item, stock: String(item['stock']) } : item;
    return { status: 200, body: { id, ...shown } };
  };

  const server = createServer(async (request, response) => {
    requests += 1;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { status, headers, body } = answer(request.method ?? '', pathname, await readJson(request));
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function isItem(body: unknown, fault: Fault | undefined): body is Item {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { name, stock, size, ...others } = Object.fromEntries(Object.entries(body));
  const isName = typeof name === 'string' && name.length >= 1 && [...name].length <= 40;
  const isStock =
    Number.isInteger(stock) && Number(stock) >= 0 && (Number(stock) <= 500 || fault === 'maximum ignored');
  const isSize =
    size === undefined ||
    size === 'small' ||
    size === 'large' ||
    (fault === 'enum ignored' && typeof size === 'string');
  const isThere = fault === 'required ignored' && stock === undefined;
  return isName && (isStock || isThere) && isSize && Object.keys(others).length === 0;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  // A body that says to be something else is no JSON.
  if (request.headers['content-type']?.startsWith('application/json') === false) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
