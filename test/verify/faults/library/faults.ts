/** One fault each: how the library breaks its contract, and what `verify` must say of it. */
import type { Finding } from '../../../../src/verify/model/finding.ts';
import {
  type Answer,
  type Body,
  correct,
  isAuthors,
  isEmail,
  isPrice,
  type LibraryBehaviour,
  tokens,
} from './server.ts';

export interface Fault {
  readonly name: string;
  readonly behaviour: Partial<LibraryBehaviour>;
  /** A finding that names the fault: its clause, or its operation and what it says. */
  readonly finding: Partial<Pick<Finding, 'clause' | 'operation'>> & { readonly message?: RegExp };
}

/** A clause of a new book that is not looked at: what is sent is mended before it is checked. */
function ignores(clause: string, mend: (book: Record<string, unknown>) => Record<string, unknown>): Fault {
  return {
    name: `does not look at ${clause}`,
    behaviour: { isBook: (book) => correct.isBook(book) || correct.isBook(mend(book)) },
    finding: { clause: `addBook body ${clause}`, message: /answered 201, expected 400/ },
  };
}

/** An answer that is changed before it is sent. */
function answers(
  name: string,
  route: string,
  change: (answer: Answer) => Answer,
  finding: Fault['finding'],
): Fault {
  const answer: LibraryBehaviour['answer'] = (each, at) =>
    at === route && each.status < 300 ? change(each) : each;
  return { name, behaviour: { answer }, finding };
}

const without = (name: string) => (book: Record<string, unknown>) => {
  const { [name]: _, ...rest } = book;
  return rest;
};

const ignored: readonly Fault[] = [
  ignores('/title required', (book) => ({ title: 'A title', ...book })),
  ignores('/title minLength', (book) => (book['title'] === '' ? { ...book, title: 'A title' } : book)),
  ignores('/title maxLength', (book) => ({ ...book, title: String(book['title']).slice(0, 30) })),
  ignores('/title type', (book) => ({ ...book, title: 'A title' })),
  ignores('/pages minimum', (book) => ({ ...book, pages: Math.max(1, Number(book['pages'])) })),
  ignores('/pages maximum', (book) => ({ ...book, pages: Math.min(5000, Number(book['pages'])) })),
  ignores('/pages type', (book) => ({ ...book, pages: Math.round(Number(book['pages'])) })),
  ignores('/price multipleOf', (book) => (Number(book['price']) > 0 ? without('price')(book) : book)),
  ignores('/price exclusiveMinimum', (book) =>
    isPrice(1 + Number(book['price'])) ? without('price')(book) : book,
  ),
  ignores('/genre enum', (book) => (typeof book['genre'] === 'string' ? without('genre')(book) : book)),
  ignores('/isbn pattern', (book) => (typeof book['isbn'] === 'string' ? without('isbn')(book) : book)),
  ignores('/contact format', (book) =>
    typeof book['contact'] === 'string' ? without('contact')(book) : book,
  ),
  ignores('/printed format', (book) =>
    typeof book['printed'] === 'string' ? without('printed')(book) : book,
  ),
  ignores('/sold x-after', without('printed')),
  ignores('/authors minItems', (book) =>
    JSON.stringify(book['authors']) === '[]' ? without('authors')(book) : book,
  ),
  ignores('/authors maxItems', (book) =>
    Array.isArray(book['authors']) ? { ...book, authors: book['authors'].slice(0, 3) } : book,
  ),
  ignores('/authors uniqueItems', (book) =>
    Array.isArray(book['authors']) ? { ...book, authors: book['authors'].slice(0, 1) } : book,
  ),
  ignores('/authors/*/name required', (book) => ({ ...book, authors: [{ name: 'Ada' }] })),
  ignores('/authors/*/name minLength', (book) =>
    JSON.stringify(book['authors'])?.includes('"name":""') ||
    JSON.stringify(book['authors'])?.includes('"name":"e"')
      ? without('authors')(book)
      : book,
  ),
  ignores('additionalProperties', without('undeclaredName')),
];

export const faults: readonly Fault[] = [
  ...ignored,
  {
    name: 'does not look at a query parameter',
    behaviour: {
      isQuery: (query) =>
        query.get('genre') === null || correct.isQuery(new URLSearchParams(`genre=${query.get('genre')}`)),
    },
    finding: { clause: 'listBooks query /limit maximum' },
  },
  {
    name: 'does not look at a header',
    behaviour: { isDesk: (desk) => desk !== undefined },
    finding: { clause: 'lendBook header /X-Desk pattern' },
  },
  {
    name: 'does not ask for a header',
    behaviour: { isDesk: (desk) => desk === undefined || correct.isDesk(desk) },
    finding: { clause: 'lendBook header /X-Desk required' },
  },
  {
    name: 'takes two alternatives at once',
    behaviour: { isLoan: (loan) => correct.isLoan(loan) || ('member' in loan && 'guest' in loan) },
    finding: { operation: 'lendBook', message: /answered 200, expected 400/ },
  },
  {
    name: 'refuses the longest title',
    behaviour: { isBook: (book) => correct.isBook(book) && String(book['title']).length < 30 },
    finding: { clause: 'addBook body /title maxLength', message: /answered 400, expected 201/ },
  },
  {
    name: 'counts the characters of a title as UTF-16 does',
    behaviour: { isBook: (book) => correct.isBook(book) && String(book['title']).length <= 30 },
    finding: { clause: 'addBook body /title maxLength', message: /answered 400, expected 201/ },
  },
  {
    name: 'takes a character of two UTF-16 units for two',
    behaviour: { isBook: (book) => correct.isBook(withLongNames(book)) },
    finding: { clause: 'addBook body /authors/*/name minLength', message: /answered 201, expected 400/ },
  },
  {
    name: 'takes an address with a plus for none',
    behaviour: { isBook: (book) => correct.isBook(book) && !String(book['contact']).includes('+') },
    finding: { clause: 'addBook body /contact format', message: /answered 400, expected 201/ },
  },
  {
    name: 'knows no offsets from UTC',
    behaviour: { isBook: (book) => correct.isBook(book) && !String(book['printed']).includes('+') },
    finding: { clause: 'addBook body /printed format', message: /answered 400, expected 201/ },
  },
  {
    name: 'knows no leap second',
    behaviour: { isBook: (book) => correct.isBook(book) && !String(book['printed']).includes(':60') },
    finding: { clause: 'addBook body /printed format', message: /answered 400, expected 201/ },
  },
  {
    name: 'refuses null where it is allowed',
    behaviour: { isBook: (book) => correct.isBook(book) && book['price'] !== null },
    finding: { clause: 'addBook body /price type', message: /answered 400, expected 201/ },
  },
  {
    name: 'refuses the longest list',
    behaviour: {
      isBook: (book) =>
        correct.isBook(book) &&
        !(isAuthors(book['authors']) && Array.isArray(book['authors']) && book['authors'].length === 3),
    },
    finding: { clause: 'addBook body /authors maxItems', message: /answered 400, expected 201/ },
  },
  {
    name: 'crashes on what it does not expect',
    behaviour: {
      isBook: (book) => {
        if (book['contact'] !== undefined && !isEmail(book['contact'])) return true;
        return correct.isBook(book);
      },
      answer: (answer) =>
        answer.status === 201 &&
        JSON.stringify(answer.body).includes('contact') &&
        !JSON.stringify(answer.body).includes('@')
          ? { ...answer, status: 500 }
          : answer,
    },
    finding: { clause: 'addBook body /contact type', message: /answered 500/ },
  },
  answers('answers with an undocumented success', 'POST /books', (answer) => ({ ...answer, status: 202 }), {
    operation: 'addBook',
    message: /answered 202/,
  }),
  answers(
    'leaves out a required header',
    'GET /books',
    ({ headers: { 'x-request-id': _, ...headers }, ...answer }) => ({ ...answer, headers }),
    {
      operation: 'listBooks',
      message: /no X-Request-Id field/,
    },
  ),
  answers(
    'sends a header of another type',
    'GET /books',
    (answer) => ({ ...answer, headers: { ...answer.headers, 'x-request-id': 'one' } }),
    {
      operation: 'listBooks',
      message: /X-Request-Id must match/,
    },
  ),
  answers(
    'answers with another type',
    'GET /books/{bookId}',
    (answer) => ({ ...answer, body: { ...Object(answer.body), pages: 'many' } }),
    {
      operation: 'getBook',
      message: /\/pages must be/,
    },
  ),
  answers(
    'leaves out a required property',
    'POST /books',
    (answer) => ({ ...answer, body: { title: 'A title', pages: 1 } }),
    {
      operation: 'addBook',
      message: /\/id is required|\/id/,
    },
  ),
  answers(
    'answers with another media type',
    'GET /books',
    (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } }),
    {
      operation: 'listBooks',
      message: /media type: text\/html/,
    },
  ),
  answers('answers with broken JSON', 'GET /books', (answer) => ({ ...answer, body: '{"data": [' }), {
    operation: 'listBooks',
    message: /no JSON/,
  }),
  answers('answers without a body', 'GET /books', (answer) => ({ ...answer, body: undefined }), {
    operation: 'listBooks',
    message: /no body/,
  }),
  {
    name: 'lets in whoever has no credential',
    behaviour: {
      scopesOf: (token) => (token === undefined ? ['books:read', 'books:write'] : correct.scopesOf(token)),
    },
    finding: { clause: 'addBook security credential' },
  },
  {
    name: 'lets in whoever has any token',
    behaviour: {
      scopesOf: (token) =>
        token === undefined ? undefined : (correct.scopesOf(token) ?? ['books:read', 'books:write']),
    },
    finding: { clause: 'removeBook security credential' },
  },
  {
    name: 'does not look at scopes',
    behaviour: { checksScopes: false },
    finding: { clause: 'getBook security scopes' },
  },
  {
    name: "shows a tenant another tenant's book",
    behaviour: { checksOwner: false },
    finding: { operation: 'getBook', message: /answered 200, expected 404/ },
  },
  {
    name: 'takes a body of any media type',
    behaviour: { checksMediaType: false },
    finding: { clause: 'addBook body mediaType' },
  },
  {
    name: 'hides what methods there are',
    behaviour: {
      answer: (answer) =>
        answer.status === 405 ? { ...answer, headers: { 'content-type': 'application/json' } } : answer,
    },
    finding: { operation: 'listBooks', message: /no Allow field/ },
  },
  {
    name: 'says no in words of its own',
    behaviour: {
      answer: (answer) =>
        answer.status === 404 ? { ...answer, body: { message: 'No such book.' } } : answer,
    },
    finding: { operation: 'getBook', message: /\/error is required|\/error/ },
  },
  {
    name: 'forgets tenants in the token itself',
    behaviour: { scopesOf: (token) => (token === tokens.limited ? ['books:read'] : correct.scopesOf(token)) },
    finding: { clause: 'listBooks security scopes' },
  },
];

/** `book` with a letter for each UTF-16 unit in the names of its authors. */
function withLongNames(book: Body): Body {
  const { authors } = book;
  if (!Array.isArray(authors)) return book;
  return {
    ...book,
    authors: authors.map((author: unknown) =>
      typeof author === 'object' && author !== null && 'name' in author && typeof author.name === 'string'
        ? { ...author, name: author.name.replaceAll(/[\u{10000}-\u{10ffff}]/gu, 'aa') }
        : author,
    ),
  };
}
