/**
 * A server that keeps the library's contract, written by hand: it shares nothing with the code under test.
 * A fault can be switched on, and then it breaks its contract in that one way.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does at the places where a fault may change it. */
export interface LibraryBehaviour {
  /** Whether a new book is valid. */
  isBook(book: Body): boolean;
  isLoan(loan: Body): boolean;
  isQuery(query: URLSearchParams): boolean;
  isDesk(desk: string | undefined): boolean;
  /** The scopes of a token, or none where it is not known. */
  scopesOf(token: string | undefined): readonly string[] | undefined;
  ownerOf(token: string): string;
  checksScopes: boolean;
  checksOwner: boolean;
  checksMediaType: boolean;
  /** Last change of every answer, before it is sent. */
  answer(answer: Answer, route: string): Answer;
}

export type Body = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

export const tokens = { default: 'tok_reader', limited: 'tok_nobody', otherTenant: 'tok_other' };

const GENRES = ['novel', 'poetry', 'science'];
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const correct: LibraryBehaviour = {
  isBook: (book) =>
    typeof book['title'] === 'string' &&
    book['title'].length >= 1 &&
    [...book['title']].length <= 30 &&
    Number.isInteger(book['pages']) &&
    Number(book['pages']) >= 1 &&
    Number(book['pages']) <= 5000 &&
    isAbsentOr(book['price'], (price) => price === null || isPrice(price)) &&
    isAbsentOr(book['genre'], (genre) => GENRES.includes(String(genre)) && typeof genre === 'string') &&
    isAbsentOr(book['isbn'], (isbn) => typeof isbn === 'string' && /^[0-9]{9}[0-9X]$/.test(isbn)) &&
    isAbsentOr(book['contact'], isEmail) &&
    isAbsentOr(book['printed'], isDateTime) &&
    isAbsentOr(book['sold'], isDateTime) &&
    isAfter(book['sold'], book['printed']) &&
    isAbsentOr(book['authors'], isAuthors) &&
    Object.keys(book).every((name) => KNOWN.includes(name)),
  isLoan: (loan) => {
    const [name, ...others] = Object.keys(loan);
    if (others.length > 0) return false;
    const { member, guest } = loan;
    if (name === 'member') return Number.isInteger(member) && Number(member) >= 1;
    return name === 'guest' && typeof guest === 'string' && [...guest].length >= 1 && [...guest].length <= 40;
  },
  isQuery: (query) => {
    const limit = query.get('limit');
    const genre = query.get('genre');
    return (
      (limit === null || (/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50)) &&
      (genre === null || GENRES.includes(genre))
    );
  },
  isDesk: (desk) => desk !== undefined && /^[A-Z]{2}$/.test(desk),
  scopesOf: (token) => {
    if (token === tokens.default || token === tokens.otherTenant) return ['books:read', 'books:write'];
    return token === tokens.limited ? [] : undefined;
  },
  ownerOf: (token) => (token === tokens.otherTenant ? 'other' : 'library'),
  checksScopes: true,
  checksOwner: true,
  checksMediaType: true,
  answer: (answer) => answer,
};

const KNOWN = ['title', 'pages', 'price', 'genre', 'isbn', 'contact', 'printed', 'sold', 'authors'];

function isAbsentOr(value: unknown, check: (value: unknown) => boolean): boolean {
  return value === undefined || check(value);
}

export function isPrice(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && Number.isInteger(value * 4);
}

export function isEmail(value: unknown): boolean {
  return typeof value === 'string' && /^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value);
}

function isDateTime(value: unknown): boolean {
  return typeof value === 'string' && DATE_TIME.test(value);
}

function isAfter(later: unknown, earlier: unknown): boolean {
  if (typeof later !== 'string' || typeof earlier !== 'string') return true;
  return timeOf(later) > timeOf(earlier);
}

/** JavaScript has no leap seconds. */
function timeOf(dateTime: string): number {
  return Date.parse(dateTime.replace(':60', ':59'));
}

export function isAuthors(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= 3 &&
    new Set(value.map((author) => JSON.stringify(author))).size === value.length &&
    value.every(isAuthor)
  );
}

function isAuthor(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return 'name' in value && typeof value.name === 'string' && [...value.name].length >= 2;
}

export interface LibraryServer {
  readonly url: string;
  /** How many requests it has answered. */
  readonly requests: () => number;
  close(): Promise<void>;
}

export async function startLibrary(behaviour: Partial<LibraryBehaviour> = {}): Promise<LibraryServer> {
  const library = { ...correct, ...behaviour };
  const books = new Books();
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const { route, answer } = await handle(library, books, request);
    const { status, headers, body } = library.answer(
      {
        ...answer,
        headers: { 'content-type': 'application/json', 'x-request-id': String(requests), ...answer.headers },
      },
      route,
    );
    if (body === undefined) delete headers['content-type'];
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/v1`,
    requests: () => requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo;
  return address.port;
}

class Books extends Map<string, { owner: string; book: Body }> {
  #made = 0;

  /** An id that no book has had before. */
  newId(): string {
    return `book${++this.#made}`;
  }
}

async function handle(
  library: LibraryBehaviour,
  books: Books,
  request: IncomingMessage,
): Promise<{ route: string; answer: Answer }> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, , collection, id, action] = url.pathname.split('/');
  const bytes = await readAll(request);
  const path = [collection, id === undefined ? '' : '{bookId}', action].filter(Boolean).join('/');
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  const route = `${method} /${path}`;
  const allowed = METHODS[`/${path}`];
  if (allowed === undefined) return { route, answer: refuse(404, 'not_found') };
  if (!allowed.includes(method)) {
    return {
      route,
      answer: { ...refuse(405, 'method_not_allowed'), headers: { allow: allowed.join(', ') } },
    };
  }
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const scopes = library.scopesOf(token);
  if (scopes === undefined) return { route, answer: refuse(401, 'unauthorized') };
  const needed = method === 'GET' ? 'books:read' : 'books:write';
  if (library.checksScopes && !scopes.includes(needed))
    return { route, answer: refuse(403, 'insufficient_scope') };
  const owner = library.ownerOf(token ?? '');
  if (route === 'GET /books') {
    if (!library.isQuery(url.searchParams)) return { route, answer: refuse(400, 'invalid_parameter') };
    const genre = url.searchParams.get('genre');
    const own = [...books]
      .filter(([, each]) => each.owner === owner && (genre === null || each.book['genre'] === genre))
      .map(([key, { book }]) => ({ id: key, ...book }));
    const data = own.toReversed().slice(0, Number(url.searchParams.get('limit') ?? 50));
    return { route, answer: { status: 200, headers: {}, body: { data } } };
  }
  if (route === 'POST /books') {
    const body = readJson(library, request, bytes);
    if ('status' in body) return { route, answer: body };
    if (!library.isBook(body.value)) return { route, answer: refuse(400, 'invalid_book') };
    const key = books.newId();
    books.set(key, { owner, book: body.value });
    return { route, answer: { status: 201, headers: {}, body: { id: key, ...body.value } } };
  }
  let loan: Body | undefined;
  if (action === 'lend') {
    if (!library.isDesk(request.headersDistinct['x-desk']?.[0]))
      return { route, answer: refuse(400, 'invalid_loan') };
    const body = readJson(library, request, bytes);
    if ('status' in body) return { route, answer: body };
    if (!library.isLoan(body.value)) return { route, answer: refuse(400, 'invalid_loan') };
    loan = body.value;
  }
  const found = books.get(id ?? '');
  if (found === undefined || (library.checksOwner && found.owner !== owner)) {
    return { route, answer: refuse(404, 'not_found') };
  }
  if (method === 'DELETE') {
    books.delete(id ?? '');
    return { route, answer: { status: 204, headers: {}, body: undefined } };
  }
  const { title, pages, genre } = found.book;
  return { route, answer: { status: 200, headers: {}, body: { id, title, pages, genre, loan } } };
}

const METHODS: Record<string, readonly string[]> = {
  '/books': ['GET', 'POST'],
  '/books/{bookId}': ['GET', 'DELETE'],
  '/books/{bookId}/lend': ['POST'],
};

function readJson(
  library: LibraryBehaviour,
  request: IncomingMessage,
  bytes: Buffer,
): Answer | { value: Body } {
  if (library.checksMediaType && request.headers['content-type'] !== 'application/json' && bytes.length > 0) {
    return refuse(415, 'unsupported_media_type');
  }
  try {
    const value: unknown = JSON.parse(bytes.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: { ...value } };
  } catch {
    // No JSON is as bad as JSON that is no object.
  }
  return refuse(400, request.url?.endsWith('/lend') ? 'invalid_loan' : 'invalid_book');
}

function refuse(status: number, code: string): Answer {
  return { status, headers: {}, body: { error: { code, message: 'Refused.' } } };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
