import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEEPEST_JSON } from '../../../src/server/parse-json.ts';
import { json, sharedLibrary, startLibrary } from './library.ts';

const library = await sharedLibrary();

async function post(body: BodyInit, headers: Record<string, string> = {}, bodyLimit?: number) {
  await using limited = bodyLimit === undefined ? undefined : await startLibrary({ options: { bodyLimit } });
  const type = { 'content-type': 'application/json' };
  const response = await (limited ?? library).call('POST', '/books', {
    body,
    headers: { ...type, ...headers },
  });
  return { status: response.status, answer: await response.json() };
}

describe('a media type', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; v=7',
  ])('%j is the one of the contract', async (type) => {
    expect((await post('{"title":"Emma"}', { 'content-type': type })).status).toBe(201);
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/json5',
    'json',
    '',
    'application/json; charset=utf-16',
  ])('%j is refused with 415', async (type) => {
    const { status, answer } = await post('{"title":"Emma"}', { 'content-type': type });
    expect(status).toBe(415);
    expect(answer).toMatchObject({
      code: 'unsupported_media_type',
      details: { header: 'Content-Type', supported: ['application/json'] },
    });
  });

  it('that is not said is refused with 415', async () => {
    const response = await library.call('POST', '/books', { body: Buffer.from('{"title":"Emma"}') });
    expect(response.status).toBe(415);
  });
});

describe('a body', () => {
  it.each(['{', '{"title":"Emma"} x', "{'title':'Emma'}", 'NaN', '\u0000'])(
    '%j is no JSON: 400',
    async (body) => {
      expect(await post(body)).toMatchObject({
        status: 400,
        answer: { code: 'malformed', details: { part: 'body' } },
      });
    },
  );

  it('that is no UTF-8 is refused with 400', async () => {
    const body = Buffer.from([0x22, 0xc3, 0x28, 0x22]);
    expect(await post(body)).toMatchObject({ status: 400, answer: { code: 'malformed' } });
  });

  it.each([
    String.raw`{"title":"\uD83D"}`,
    String.raw`{"title":"a","\ude00":1}`,
    String.raw`["\ude00\ud83d"]`,
  ])('%s holds half a surrogate pair, which could not be stored: 400', async (body) => {
    expect(await post(body)).toMatchObject({ status: 400, answer: { code: 'malformed' } });
  });

  it.each([
    [String.raw`{"title":"\ud83d\ude00"}`, '😀'],
    [String.raw`{"title":"\\ud83d"}`, '\\ud83d'],
  ])('%s is well-formed', async (body, title) => {
    expect(await post(body)).toMatchObject({ status: 201, answer: { title } });
  });

  it('says the last of two members of one name', async () => {
    expect(await post('{"title":"","title":"Emma"}')).toMatchObject({
      status: 201,
      answer: { title: 'Emma' },
    });
  });

  it('may be nested as deep as the bound', async () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(await post(nested(DEEPEST_JSON))).toMatchObject({ answer: { code: 'invalid_request' } });
    expect(await post(nested(DEEPEST_JSON + 1))).toMatchObject({
      status: 400,
      answer: { code: 'malformed' },
    });
    expect(await post(nested(100_000))).toMatchObject({ status: 400, answer: { code: 'malformed' } });
  });

  it('may hold any number of brackets within its strings', async () => {
    expect(await post(JSON.stringify({ title: '[{"\\[', subtitle: '['.repeat(20) }))).toMatchObject({
      status: 201,
    });
  });

  it('larger than the limit is refused with 413', async () => {
    const body = JSON.stringify({ title: 'Emma' });
    expect(await post(body, {}, body.length)).toMatchObject({ status: 201 });
    expect(await post(body, {}, body.length - 1)).toMatchObject({
      status: 413,
      answer: { code: 'payload_too_large', details: { limit: body.length - 1 } },
    });
  });

  it('is measured after decompression', async () => {
    const body = gzipSync(JSON.stringify({ title: 'Emma', subtitle: ' '.repeat(2_000_000) }));
    expect(await post(body, { 'content-encoding': 'gzip' })).toMatchObject({ status: 413 });
    expect(await post(gzipSync('{"title":"Emma"}'), { 'content-encoding': 'gzip' })).toMatchObject({
      status: 201,
    });
  });

  it('in an unknown coding is refused with 415, and one that is not in its coding with 400', async () => {
    expect(await post('{}', { 'content-encoding': 'rot13' })).toMatchObject({
      status: 415,
      answer: { details: { header: 'Content-Encoding', value: 'rot13' } },
    });
    expect(await post('{}', { 'content-encoding': 'gzip' })).toMatchObject({
      status: 400,
      answer: { code: 'malformed' },
    });
  });

  it('of an operation that takes none is not looked at', async () => {
    expect(
      (await library.call('DELETE', '/books/b1', { body: '{', headers: { 'content-type': 'x' } })).status,
    ).toBe(204);
  });

  it('that is cut off by the client harms nobody', async () => {
    const { port } = new URL(library.origin);
    const socket = connect(Number(port), '127.0.0.1');
    const head = [
      'POST /api/v1/books HTTP/1.1',
      'Host: x',
      'Authorization: Bearer ann',
      'Content-Type: application/json',
      'Content-Length: 100',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n{"title":`);
    // A second connection is served, so the first one has been read by now.
    await library.call('GET', '/books');
    socket.destroy();
    await once(socket, 'close');
    expect((await library.call('POST', '/books', json({ title: 'Emma' }))).status).toBe(201);
    expect(library.events).toEqual([]);
  });
});
