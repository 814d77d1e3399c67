import { expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import type { Exchange } from '../../../src/verify/model/exchange.ts';
import { masker, secretsOf } from '../../../src/verify/report/secrets.ts';

const contract = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Keys', version: '1' },
  paths: {},
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'header', name: 'X-Session' },
      key: { type: 'apiKey', in: 'query', name: 'api key' },
    },
  },
});
const secrets = secretsOf(contract);
const bytes = (text: string) => new TextEncoder().encode(text);

const exchange: Exchange = {
  baseUrl: 'http://localhost',
  request: {
    method: 'POST',
    target: '/keys?api%20key=k-1234567890&page=2&x=%',
    headers: [
      ['Authorization', 'Bearer tok_1234567890'],
      ['X-Session', 's-1234567890'],
      ['Accept', 'text/plain'],
    ],
    body: undefined,
  },
  response: {
    status: 201,
    headers: [['set-cookie', 'sid=1']],
    body: bytes('{"token":"tok_1234567890","page":2}'),
  },
  failure: undefined,
  duration: 1,
};

test('credentials are masked where the contract and custom put them, and where a body repeats them', () => {
  const { request, response } = masker(secrets, [exchange])(exchange);
  expect(request.target).toBe('/keys?api%20key=***&page=2&x=%');
  expect(request.headers).toEqual([
    ['Authorization', 'Bearer ***'],
    ['X-Session', '***'],
    ['Accept', 'text/plain'],
  ]);
  expect(response?.headers).toEqual([['set-cookie', '***']]);
  expect(new TextDecoder().decode(response?.body)).toBe('{"token":"***","page":2}');
});

test('a body without a credential stays as it is, even if it is no text', () => {
  const image = { ...exchange, response: { status: 200, headers: [], body: Uint8Array.of(0xff, 0xd8) } };
  expect(masker(secrets, [exchange])(image).response?.body).toBe(image.response.body);
});
