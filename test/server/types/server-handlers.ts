/**
 * What `createServer` refuses to compile. `npm run typecheck` reads this file, and nothing runs it: each
 * `@ts-expect-error` is an error of its own if the line below it compiles.
 */
import type { Contract } from '../../../src/contract/contract.ts';
import { createServer } from '../../../src/server/create-server.ts';
import type { Handlers, Input } from '../../../src/server/handlers.ts';
import type { Principal, ServerOptions } from '../../../src/server/options.ts';
import type { Reply } from '../../../src/server/reply.ts';
import type { operations } from '../unit/library.types.ts';

interface Reader extends Principal {
  readonly library: string;
}

declare const contract: Contract<operations>;
declare const options: ServerOptions<Reader, 'getLatestBook'>;
declare const complete: Handlers<operations, Reader, 'getLatestBook'>;

const book = { id: 'b1', title: 'Emma', copies: 1 };
const refusal = { code: 'x', message: 'x' };
const location = { Location: '/books/b1' };

export function completeHandlers(): void {
  void createServer(contract, complete, options);
  void createServer(
    contract,
    {
      listBooks: ({ query }) => ({
        status: 200,
        headers: { 'X-Total-Count': query.limit ?? 0 },
        body: { books: [book] },
      }),
      createBook: async ({ body }) => ({
        status: 201,
        headers: location,
        body: { ...book, title: body.title },
      }),
      getBook: ({ params }) => ({ status: 200, mediaType: 'text/plain', body: params.bookId }),
      updateBook: ({ body }) => ({ status: 200, body: { ...book, ...body } }),
      deleteBook: () => ({ status: 204 }),
      getShelf: ({ params }) => ({ status: 200, body: params['shelf-number'] }),
      lendBook: () => ({ status: 204 }),
      getLatestBook: ({ principal }) => ({ status: 200, body: { ...book, title: principal?.library ?? '' } }),
      exportCatalogue: () => ({ status: 200, body: 'id,title' }),
    },
    options,
  );
}

export function handlersThatDoNotFit(): void {
  const { deleteBook: _, ...missing } = complete;
  // @ts-expect-error deleteBook has no handler
  void createServer(contract, missing, options);

  // @ts-expect-error burnBook is no operation, in a literal
  void createServer(contract, { ...complete, burnBook: () => ({ status: 204 as const }) }, options);

  const extra = { ...complete, burnBook: () => ({ status: 204 as const }) };
  // @ts-expect-error burnBook is no operation, in a variable
  void createServer(contract, extra, options);

  const header = {
    ...complete,
    createBook: () => ({ status: 201 as const, headers: { ...location, 'X-Shelf': '1' }, body: book }),
  };
  // @ts-expect-error 201 does not document X-Shelf
  void createServer(contract, header, options);

  type Anonymous = Input<operations['deleteBook'], undefined>;
  const anonymous = { ...complete, deleteBook: (_: Anonymous) => ({ status: 204 as const }) };
  // @ts-expect-error the principal of an operation that is not public is somebody
  void createServer(contract, anonymous, options);

  // @ts-expect-error burnBook is no operation that could be public
  void createServer(contract, complete, { ...options, public: ['burnBook'] });
}

const createdBook = { status: 201 as const, headers: location, body: book };

type Created = Reply<operations['createBook']>;
type Got = Reply<operations['getBook']>;
type Deleted = Reply<operations['deleteBook']>;
type Listed = Reply<operations['listBooks']>;
type Exported = Reply<operations['exportCatalogue']>;

export const replies = {
  created: { status: 201, headers: location, body: book } satisfies Created,
  refused: { status: 409, body: { code: 'taken', message: 'There is one.' } } satisfies Created,
  named: { status: 201, headers: location, body: book, mediaType: 'application/json' } satisfies Created,
  text: { status: 200, mediaType: 'text/plain', body: 'Emma' } satisfies Got,
  inRange: { status: 410, body: { code: 'gone', message: 'Sold.' } } satisfies Got,
  byDefault: { status: 503, body: { code: 'closed', message: 'Come back.' } } satisfies Listed,
  empty: { status: 204 } satisfies Deleted,
  bytes: { status: 200, body: new Uint8Array() } satisfies Exported,

  // @ts-expect-error 418 is not documented
  undocumentedStatus: { status: 418, body: refusal } satisfies Created,
  // @ts-expect-error 503 is in no documented range
  outOfRange: { status: 503, body: refusal } satisfies Got,
  // @ts-expect-error `copies` is required
  missingField: { status: 201, headers: location, body: { id: 'b1', title: 'Emma' } } satisfies Created,
  // @ts-expect-error `copies` is a number
  wrongField: { status: 201, headers: location, body: { ...book, copies: '1' } } satisfies Created,
  // @ts-expect-error the body of 201 is none of 409
  bodyOfAnotherStatus: { status: 201, headers: location, body: refusal } satisfies Created,
  // @ts-expect-error there must be a body
  missingBody: { status: 201, headers: location } satisfies Created,
  // @ts-expect-error there must be no body
  undocumentedBody: { status: 204, body: {} } satisfies Deleted,
  // @ts-expect-error Location is required
  missingHeader: { status: 201, body: book } satisfies Created,
  // @ts-expect-error 409 documents no header of the handler's
  undocumentedHeader: { status: 409, headers: location, body: refusal } satisfies Created,
  // @ts-expect-error the server writes X-Request-Id itself
  serverHeader: { status: 201, headers: { ...location, 'X-Request-Id': 'a' }, body: book } satisfies Created,
  // @ts-expect-error a count is a number
  wrongHeader: { status: 200, headers: { 'X-Total-Count': '1' }, body: { books: [] } } satisfies Listed,
  // @ts-expect-error the one media type is application/json
  undocumentedMediaType: { ...createdBook, mediaType: 'text/xml' as const } satisfies Created,
  // @ts-expect-error one of two media types must be named
  unnamedMediaType: { status: 200, body: book } satisfies Got,
  // @ts-expect-error text/plain is no object
  bodyOfAnotherMediaType: { status: 200, mediaType: 'text/plain', body: book } satisfies Got,
};

export function inputs(
  list: Input<operations['listBooks'], Reader>,
  create: Input<operations['createBook'], Reader>,
  change: Input<operations['updateBook'], Reader>,
  remove: Input<operations['deleteBook'], Reader>,
): void {
  const limit: number | undefined = list.query.limit;
  const shelf: number | undefined = list.headers['X-Shelf-Number'];
  const key: string | undefined = create.headers['Idempotency-Key'];
  const copies: number = create.body.copies;
  const id: string = remove.params.bookId;
  const library: string = remove.principal.library;
  void [limit, shelf, key, copies, id, library];

  // @ts-expect-error the contract knows no such parameter
  void list.query.page;
  // @ts-expect-error header parameters have the names of the contract
  void list.headers['x-shelf-number'];
  // @ts-expect-error the operation has no path parameter
  void list.params.bookId;
  // @ts-expect-error an optional body may be missing
  void change.body.title;
  // @ts-expect-error the operation takes no body
  void remove.body.title;
}
