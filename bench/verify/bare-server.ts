/** A process that keeps the shop's contract with as little work as possible: what is measured is the other side. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { COLOURS, LARGEST_PAGE, LONGEST_NAME, MOST_PIECES, MOST_TAGS } from '../shop-contract.ts';

type Thing = Readonly<Record<string, unknown>>;

const shelves = new Map<string, Map<string, Thing>>();
let made = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => handle(request, Buffer.concat(chunks).toString(), response));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.(address?.port);
});

function handle({ method = '', url = '', headers }: IncomingMessage, text: string, response: ServerResponse) {
  const [path = '', query = ''] = url.split('?', 2);
  const [, shelf = '', id] = path.split('/');
  if (headers.authorization !== 'Bearer bench-token') return send(response, 401, { message: 'Who are you?' });
  const things = shelves.get(shelf) ?? new Map<string, Thing>();
  shelves.set(shelf, things);
  if (id === undefined) {
    if (method === 'GET') {
      const limit = new URLSearchParams(query).get('limit');
      if (!isLimit(limit)) return send(response, 400, { message: 'limit' });
      const newest = [...things.values()].reverse();
      return send(response, 200, { data: newest.slice(0, Number(limit ?? LARGEST_PAGE)) });
    }
    if (method !== 'POST') return send(response, 405, { message: 'No.' }, { allow: 'GET, POST' });
    const thing = readThing(text, headers['content-type']);
    if (thing === undefined) return send(response, 400, { message: 'That is no thing.' });
    const added = { id: `t${++made}`, ...thing };
    things.set(added.id, added);
    return send(response, 201, added);
  }
  if (!['GET', 'PUT', 'DELETE'].includes(method)) {
    return send(response, 405, { message: 'No.' }, { allow: 'GET, PUT, DELETE' });
  }
  const thing = things.get(id);
  if (thing === undefined) return send(response, 404, { message: 'No such thing.' });
  if (method === 'GET') return send(response, 200, thing);
  if (method === 'DELETE') {
    things.delete(id);
    return send(response, 204);
  }
  const replacement = readThing(text, headers['content-type']);
  if (replacement === undefined) return send(response, 400, { message: 'That is no thing.' });
  const replaced = { id, ...replacement };
  things.set(id, replaced);
  return send(response, 200, replaced);
}

function send(response: ServerResponse, status: number, body?: object, headers: Record<string, string> = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function isLimit(limit: string | null): boolean {
  return limit === null || (/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= LARGEST_PAGE);
}

function readThing(text: string, contentType: string | undefined): Thing | undefined {
  if (contentType !== 'application/json') return undefined;
  try {
    const thing: unknown = JSON.parse(text);
    return isThing(thing) ? thing : undefined;
  } catch {
    return undefined;
  }
}

function isThing(value: unknown): value is Thing {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (!('name' in value && 'pieces' in value)) return false;
  return Object.entries(value).every(([name, part]) => CHECKS[name]?.(part) === true);
}

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: (value) => typeof value === 'string' && value !== '' && [...value].length <= LONGEST_NAME,
  pieces: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_PIECES,
  colour: (value) => typeof value === 'string' && COLOURS.includes(value),
  code: (value) => typeof value === 'string' && /^[A-Z]{2}[0-9]{3}$/.test(value),
  tags: (value) =>
    Array.isArray(value) &&
    value.length <= MOST_TAGS &&
    value.every((tag) => typeof tag === 'string' && tag !== ''),
};
