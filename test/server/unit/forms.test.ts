import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServer } from '../../../src/server/create-server.ts';
import type { Handlers, Input } from '../../../src/server/handlers.ts';
import type { Principal } from '../../../src/server/options.ts';
import { LARGEST_FIELD, MOST_PARTS } from '../../../src/server/read-form.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { listen, writeProblem } from './library.ts';
import { IdempotencyMemory } from './memory-stores.ts';

/** What `countersign generate` would write for the document below. */
interface operations {
  sendPhoto: {
    parameters: { header?: { 'Idempotency-Key'?: string } };
    requestBody: {
      content: {
        'multipart/form-data': {
          photo: Blob;
          caption: string;
          place?: { town: string };
          year?: number;
          tags?: string[];
          others?: Blob[];
        };
      };
    };
    responses: { 200: { content: { 'application/json': string } } };
  };
}

const MAX_BODY = 200_000;

const contract = await loadContract<operations>({
  openapi: '3.1.0',
  info: { title: 'Photos', version: '1' },
  'x-idempotency': { header: 'Idempotency-Key', ttl: 60 },
  paths: {
    '/photos': {
      post: {
        operationId: 'sendPhoto',
        'x-max-body': MAX_BODY,
        security: [{ key: [] }],
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: { $ref: '#/components/schemas/NewPhoto' },
              encoding: { photo: { contentType: 'image/*, application/octet-stream' } },
            },
          },
        },
        responses: {
          '200': { description: 'Done.', content: { 'application/json': { schema: { type: 'string' } } } },
          default: { description: 'Refused.', content: { 'application/json': {} } },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      NewPhoto: {
        type: 'object',
        required: ['photo'],
        additionalProperties: false,
        properties: {
          photo: { type: 'string', format: 'binary', maxLength: 100_000 },
          caption: { type: 'string', maxLength: 20, default: 'untitled' },
          place: { type: 'object', required: ['town'], properties: { town: { type: 'string' } } },
          year: { type: 'integer', minimum: 1826 },
          tags: { type: 'array', maxItems: 2, items: { type: 'string' } },
          others: { type: 'array', items: { type: 'string', format: 'binary' } },
        },
      },
    },
  },
});

type Photo = Input<operations['sendPhoto'], Principal>['body'];

const received = vi.fn(async (_: Photo): Promise<void> => {});
const logged = vi.fn();
const handlers = {
  sendPhoto: async ({ body }) => {
    await received(body);
    return { status: 200, body: body.caption };
  },
} satisfies Handlers<operations, Principal>;

let folder: string;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forms-test-'));
  vi.stubEnv('TMPDIR', folder);
  const app = await createServer(contract, handlers, {
    authenticate: { key: async () => ({ scopes: [] }) },
    tenant: () => 'everyone',
    problem: writeProblem,
    log: logged,
    idempotency: new IdempotencyMemory(),
  });
  server = await listen(app);
});
afterAll(async () => {
  await server.stop();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  received.mockReset();
});

function send(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.origin}/photos`, {
    method: 'POST',
    headers: { authorization: 'Bearer me', ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  });
}

const photo = (content = 'pixels', name = 'sea.jpg') => new File([content], name, { type: 'image/jpeg' });

function form(parts: Readonly<Record<string, string | Blob>>): FormData {
  const data = new FormData();
  for (const [name, part] of Object.entries(parts)) data.append(name, part);
  return data;
}

/** What a form is refused with: the place and the keyword of each violation. */
async function violationsOf(body: BodyInit): Promise<[string, string][]> {
  const response = await send(body);
  expect(response.status).toBe(400);
  const { details } = await response.json();
  return details.violations.map(({ pointer, keyword }: Record<string, string>) => [pointer, keyword]);
}

describe('a form', () => {
  it('brings a handler its files and its fields', async () => {
    received.mockImplementation(async ({ photo, caption, place, year }) => {
      expect(photo).toMatchObject({ filename: 'maré.jpg', mediaType: 'image/jpeg', size: 6 });
      expect((await buffer(photo.bytes())).toString()).toBe('pixels');
      expect((await buffer(photo.bytes())).toString()).toBe('pixels');
      expect([caption, place, year]).toEqual(['The sea', { town: 'Porto' }, 1999]);
    });
    const place = JSON.stringify({ town: 'Porto' });
    const response = await send(
      form({ photo: photo('pixels', 'maré.jpg'), caption: 'The sea', place, year: '1999' }),
    );
    expect(await response.text()).toBe('"The sea"');
    expect(received).toHaveBeenCalledOnce();
  });

  it('may bring JSON as a part with a media type, which browsers send with a file name', async () => {
    const place = new Blob(['{"town":"Porto"}'], { type: 'application/json' });
    expect((await send(form({ photo: photo(), place }))).status).toBe(200);
    expect(received.mock.calls[0]?.[0].place).toEqual({ town: 'Porto' });
  });

  it('has a part for each item of a list, and defaults for what is left out', async () => {
    const data = form({ photo: photo() });
    data.append('tags', 'blue');
    data.append('tags', '2');
    data.append('others', photo('one'));
    expect(await (await send(data)).json()).toBe('untitled');
    expect(received.mock.calls[0]?.[0]).toMatchObject({ tags: ['blue', '2'], others: [{ size: 3 }] });
  });

  it('may hold an empty file, and bytes that look like a boundary', async () => {
    received.mockImplementation(async ({ photo, others }) => {
      expect(photo.size).toBe(0);
      expect((await buffer(others?.[0]?.bytes() ?? Readable.from([]))).toString()).toBe('\r\n--x\r\n\r\n');
    });
    const response = await send(form({ photo: photo(''), others: photo('\r\n--x\r\n\r\n') }));
    expect(response.status).toBe(200);
  });

  it('counts with the content of its files for an idempotency key', async () => {
    const once = { 'idempotency-key': 'one' };
    await send(form({ photo: photo('first'), caption: 'a' }), once);
    const again = await send(form({ photo: photo('first'), caption: 'a' }), once);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await send(form({ photo: photo('other'), caption: 'a' }), once)).status).toBe(409);
    expect(received).toHaveBeenCalledOnce();
  });

  it('leaves no name on the disk, not even while it is handled', async () => {
    received.mockImplementation(async () => {
      expect(await readdir(folder)).toEqual([]);
    });
    expect((await send(form({ photo: photo() }))).status).toBe(200);
  });
});

describe('a form is refused with the part that is wrong', () => {
  it.each<[string, Record<string, string | Blob>, [string, string][]]>([
    ['no file', { caption: 'x' }, [['/photo', 'required']]],
    ['text where a file is due', { photo: 'pixels' }, [['/photo', 'format']]],
    ['a file that is too large', { photo: photo('x'.repeat(100_001)) }, [['/photo', 'maxLength']]],
    [
      'a file of another media type',
      { photo: new Blob(['<p>'], { type: 'text/html' }) },
      [['/photo', 'contentType']],
    ],
    ['an unknown field', { photo: photo(), colour: 'blue' }, [['/colour', 'additionalProperties']]],
    ['an unknown file', { photo: photo(), scan: photo() }, [['/scan', 'additionalProperties']]],
    ['no JSON', { photo: photo(), place: '{town' }, [['/place', 'contentMediaType']]],
    ['too deep JSON', { photo: photo(), place: '['.repeat(70) }, [['/place', 'contentMediaType']]],
    ['JSON of another form', { photo: photo(), place: '{}' }, [['/place/town', 'required']]],
    ['no number', { photo: photo(), year: 'MCM' }, [['/year', 'type']]],
    ['a number too small', { photo: photo(), year: '1825' }, [['/year', 'minimum']]],
    [
      'a field that is too large',
      { photo: photo(), caption: 'x'.repeat(LARGEST_FIELD + 1) },
      [['/caption', 'maxLength']],
    ],
    [
      'several',
      { photo: '', caption: 'x'.repeat(21) },
      [
        ['/photo', 'format'],
        ['/caption', 'maxLength'],
      ],
    ],
  ])('%s', async (_, parts, violations) => {
    expect(await violationsOf(form(parts))).toEqual(violations);
    expect(received).not.toHaveBeenCalled();
  });

  it('a file twice where one is due', async () => {
    const data = form({ photo: photo() });
    data.append('photo', photo());
    expect(await violationsOf(data)).toEqual([['/photo', 'type']]);
  });

  it('a file field as large as it may be, sent as a file', async () => {
    const caption = (size: number) => new Blob(['x'.repeat(size)]);
    expect(await violationsOf(form({ photo: photo(), caption: caption(LARGEST_FIELD) }))).toEqual([
      ['/caption', 'maxLength'],
    ]);
    expect(await violationsOf(form({ photo: photo(), caption: caption(LARGEST_FIELD + 1) }))).toEqual([
      ['/caption', 'maxLength'],
    ]);
  });
});

describe('a form that is too large', () => {
  const large = { photo: photo(), others: photo('x'.repeat(MAX_BODY)) };

  it('is refused when it says so', async () => {
    const response = await send(form(large));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ details: { limit: MAX_BODY } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused when it does not say so, and the connection goes on', async () => {
    const { body, headers } = new Request('http://localhost', { method: 'POST', body: form(large) });
    const type = { 'content-type': headers.get('content-type') ?? '' };
    expect((await send(body ?? '', type)).status).toBe(413);
    expect((await send(form({ photo: photo() }))).status).toBe(200);
  });

  it('may have as many parts as it likes up to a limit', async () => {
    const data = form({ photo: photo() });
    for (let count = 1; count < MOST_PARTS; count++) data.append('others', photo());
    expect((await send(data)).status).toBe(200);
    data.append('others', photo());
    const response = await send(data);
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'malformed' }]);
  });
});

describe('what is no form', () => {
  const type = 'multipart/form-data; boundary=b';
  const part = '--b\r\nContent-Disposition: form-data; name="photo"; filename="p"\r\n\r\nx\r\n';

  it.each<[string, BodyInit, Record<string, string>]>([
    ['JSON', '{}', { 'content-type': 'application/json' }],
    ['an URL-encoded form', new URLSearchParams({ photo: 'x' }), {}],
    ['a compressed form', gzipSync(`${part}--b--\r\n`), { 'content-type': type, 'content-encoding': 'gzip' }],
  ])('is of another media type: %s', async (_, body, headers) => {
    const response = await send(body, headers);
    expect([response.status, await response.json()]).toMatchObject([415, { code: 'unsupported_media_type' }]);
  });

  it.each([
    ['no boundary', 'multipart/form-data', 'anything'],
    ['another boundary', 'multipart/form-data; boundary=c', `${part}--b--\r\n`],
    ['no end', type, part],
    ['an end in the middle of a part', type, part.slice(0, -4)],
    ['a header that is none', type, `--b\r\n${'x'.repeat(100)}\r\n\r\n--b--\r\n`],
    [
      'text in an unknown charset',
      type,
      `${part}--b\r\nContent-Disposition: form-data; name="caption"\r\nContent-Type: text/plain; charset=klingon\r\n\r\nx\r\n--b--\r\n`,
    ],
    ['a part without a name', type, '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'],
  ])('cannot be read: %s', async (_, contentType, body) => {
    const response = await send(body, { 'content-type': contentType });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { code: 'malformed', details: { part: 'body', mediaType: 'multipart/form-data' } },
    ]);
    expect(received).not.toHaveBeenCalled();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is left out', async () => {
    const response = await fetch(`${server.origin}/photos`, {
      method: 'POST',
      headers: { authorization: 'Bearer me' },
    });
    expect(await response.json()).toMatchObject({
      details: { violations: [{ pointer: '', keyword: 'required' }] },
    });
  });

  it('stops in the middle, and leaves nothing', async () => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    const head = `POST /photos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer me\r\nContent-Type: ${type}\r\n`;
    socket.write(`${head}Content-Length: 1000\r\n\r\n${part}`);
    await once(socket, 'connect');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect((await send(form({ photo: photo() }))).status).toBe(200);
    expect(await readdir(folder)).toEqual([]);
    expect(logged).not.toHaveBeenCalled();
  });
});
