import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../../src/contract/json.ts';
import { createServer } from '../../../src/server/create-server.ts';
import type { Problem } from '../../../src/server/problem.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { contract, handlers, type LibraryOptions, libraryOptions } from './library.ts';

/** The message with which the server of `given` refuses to start. */
async function refusal(given: {
  readonly contract?: typeof contract;
  readonly handlers?: object;
  readonly options?: Partial<LibraryOptions>;
}): Promise<string> {
  const started = createServer(
    given.contract ?? contract,
    // As JavaScript would hand them over, or TypeScript with types of yesterday's contract.
    { ...handlers, ...given.handlers } as typeof handlers,
    { ...libraryOptions(), ...given.options },
  );
  return started.then(
    () => 'started',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** The library's contract with something changed. */
async function changed(change: (document: JsonObject) => void): Promise<typeof contract> {
  const document = structuredClone(contract.document);
  change(document);
  return loadContract(document);
}

/** The schema of `NewBook`'s title. */
function titleOf(document: JsonObject): JsonObject {
  return ['components', 'schemas', 'NewBook', 'properties', 'title'].reduce<JsonObject>((value, key) => {
    const child = value[key];
    if (!isObject(child)) throw new Error(`${key} is missing`);
    return child;
  }, document);
}

const { bearer, terminal } = libraryOptions().authenticate;

describe('a server does not start', () => {
  it('says where the contract asks for what is missing', async () => {
    expect(await refusal({ handlers: { deleteBook: undefined } })).toMatch(
      /The server of Library API cannot start:\n {2}.*library\.openapi\.yaml:\d+:\d+ operation deleteBook has no handler/,
    );
  });

  it('with a handler for no operation', async () => {
    expect(await refusal({ handlers: { burnBook: () => ({ status: 204 }) } })).toContain(
      'handler burnBook has no operation in the contract',
    );
  });

  it('with a security scheme that nobody checks', async () => {
    const authenticate = { ...(bearer && { bearer }), ...(terminal && { terminal }) };
    expect(await refusal({ options: { authenticate } })).toContain(
      'security scheme password has no function in options.authenticate (operation exportCatalogue requires it)',
    );
  });

  it('with a function for a security scheme that does not exist', async () => {
    const authenticate = { ...libraryOptions().authenticate, cookie: async () => undefined };
    expect(await refusal({ options: { authenticate } })).toContain(
      'options.authenticate.cookie is for no security scheme of the contract',
    );
  });

  it('with a public operation that only one side calls public', async () => {
    expect(await refusal({ options: { public: [] } })).toContain(
      'operation getLatestBook asks for no credential',
    );
    const options = { public: ['getLatestBook', 'deleteBook'] as unknown as readonly ['getLatestBook'] };
    expect(await refusal({ options })).toContain('operation deleteBook is named in options.public');
  });

  it('without the stores that the contract needs', async () => {
    const { rateLimit: _, idempotency: __, ...options } = libraryOptions();
    const message = await createServer(contract, handlers, options).catch(String);
    expect(message).toContain('x-rate-limit needs a store');
    expect(message).toContain('x-idempotency needs a store');
  });

  it('with a format that no validator knows', async () => {
    const broken = await changed((document) => {
      titleOf(document)['format'] = 'book-title';
    });
    expect(await refusal({ contract: broken })).toContain(
      'format book-title is unknown, and asks nothing (operation createBook)',
    );
  });

  it('with an operation that may be refused as its contract does not document', async () => {
    const broken = await changed((document) => {
      document['paths'] = JSON.parse(JSON.stringify(document['paths']).replace('"413":', '"410":'));
    });
    expect(await refusal({ contract: broken })).toContain(
      'operation createBook may be refused with 413 (payload_too_large): 413 is not documented',
    );
  });

  it('with problems that are not written in the error schema of the contract', async () => {
    const problem = ({ status }: Problem) => ({ status, body: { code: status, message: '' } });
    expect(await refusal({ options: { problem } })).toContain(
      'operation getBook may be refused with 401 (unauthenticated): body /code must be a string',
    );
  });

  it('with request ids that the contract does not allow', async () => {
    const broken = await changed((document) => {
      document['components'] = JSON.parse(
        JSON.stringify(document['components']).replace(
          '"RequestId":{"required":true,"schema":{"type":"string"',
          '"RequestId":{"required":true,"schema":{"type":"string","maxLength":3',
        ),
      );
    });
    expect(await refusal({ contract: broken })).toContain('header X-Request-Id must be at most 3 characters');
  });

  it('with a schema that cannot be compiled', async () => {
    const broken = await changed((document) => {
      titleOf(document)['pattern'] = '(';
    });
    expect(await refusal({ contract: broken })).toContain(
      '#/components/schemas/NewBook/properties/title/pattern "(" is no regular expression of JavaScript: Unterminated group',
    );
  });
});
