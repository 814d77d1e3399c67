import { describe, expect, it } from 'vitest';
import type { Violation } from '../../../../src/contract/contract.ts';
import { type Facts, Problem } from '../../../../src/server/problem.ts';
import { launchNotReady, refusal, writeError } from '../../../../src/service/apis/coldsend/errors.ts';

const write = (facts: Facts) => writeError(new Problem(facts));

/** Answers that the seed page shows, word for word. */
describe('the seed page', () => {
  it('has two sentences for a missing and an invalid key', () => {
    expect(write({ kind: 'unauthenticated', credential: 'missing' })).toEqual({
      status: 401,
      body: { detail: 'API key required. Include your API key in X-API-Key header.' },
    });
    expect(write({ kind: 'unauthenticated', credential: 'invalid' }).body).toEqual({
      detail: 'Invalid or revoked API key',
    });
  });

  it('names the scopes that are required and granted', () => {
    const required = ['campaigns:write'];
    expect(
      write({ kind: 'insufficient_scope', missing: required, required, granted: ['sender_accounts:read'] }),
    ).toEqual({
      status: 403,
      body: {
        detail: 'Missing required scopes: campaigns:write',
        error: 'insufficient_scopes',
        required: ['campaigns:write'],
        granted: ['sender_accounts:read'],
      },
    });
  });

  it('has a body of its own for a launch that is not ready', () => {
    expect(writeError(launchNotReady(['leads', 'inboxes', 'variants']))).toMatchObject({
      status: 400,
      body: { is_launch_ready: false, missing_requirements: ['leads', 'inboxes', 'variants'] },
    });
  });

  it('names the seconds to wait', () => {
    expect(write({ kind: 'rate_limited', limit: 100, retryAfterSeconds: 60 })).toEqual({
      status: 429,
      body: { detail: 'Rate limit exceeded. Retry after 60 seconds.' },
    });
  });
});

describe('what breaks the contract', () => {
  const missing: Violation = {
    in: 'body',
    pointer: '/name',
    keyword: 'required',
    expected: 'name',
    actual: undefined,
    message: 'is required',
  };
  const sum: Violation = {
    in: 'body',
    pointer: '/variants',
    keyword: 'x-sum',
    expected: { of: 'distribution_percent', is: 100 },
    actual: [{ distribution_percent: 60 }, { distribution_percent: 30 }],
    message: 'must add up',
  };

  it('is 422 with a list', () => {
    expect(write({ kind: 'invalid_request', violations: [missing] })).toEqual({
      status: 422,
      body: { detail: [{ loc: ['body', 'name'], msg: 'field required', type: 'value_error.missing' }] },
    });
  });
  it('is 400 with the real sum, if nothing is wrong but a sum', () => {
    expect(write({ kind: 'invalid_request', violations: [sum] })).toEqual({
      status: 400,
      body: { detail: 'Variant distributions must sum to 100%, got 90%' },
    });
  });
  it('is told before a sum', () => {
    const { status, body } = write({ kind: 'invalid_request', violations: [sum, missing] });
    expect([status, body]).toEqual([
      422,
      { detail: [{ loc: ['body', 'name'], msg: 'field required', type: 'value_error.missing' }] },
    ]);
  });
});

describe('what cannot be read', () => {
  it.each<[Facts, object]>([
    [
      { kind: 'malformed', part: 'body', reason: 'is not JSON', mediaType: 'application/json' },
      { loc: ['body'], msg: 'Invalid JSON', type: 'value_error.jsondecode' },
    ],
    [
      { kind: 'malformed', part: 'body', reason: 'is cut off', mediaType: 'multipart/form-data' },
      { loc: ['body'], msg: 'Invalid multipart body', type: 'value_error.multipart' },
    ],
    [
      { kind: 'malformed', part: 'query', reason: 'is not UTF-8' },
      { loc: ['query'], msg: 'invalid percent-encoding', type: 'value_error.unicodedecode' },
    ],
  ])('%j', (facts, failure) => {
    expect(write(facts)).toEqual({ status: 422, body: { detail: [failure] } });
  });
});

it.each<[Facts, number, string]>([
  [{ kind: 'route_not_found', method: 'GET', path: '/x' }, 404, 'Not Found'],
  [{ kind: 'method_not_allowed', method: 'GET', path: '/x', allow: ['POST'] }, 405, 'Method Not Allowed'],
  [{ kind: 'payload_too_large', limit: 10_485_760 }, 413, 'Request body is larger than 10485760 bytes'],
  [
    {
      kind: 'unsupported_media_type',
      header: 'Content-Type',
      value: 'text/plain',
      supported: ['application/json'],
    },
    415,
    'Content-Type must be application/json',
  ],
  [{ kind: 'internal' }, 500, 'Internal server error'],
])('everything else is a sentence: %j', (facts, status, detail) => {
  expect(write(facts)).toEqual({ status, body: { detail } });
});

it('a refusal brings its headers', () => {
  expect(writeError(refusal(503, 'busy', 'Later', { 'Retry-After': '30' }))).toEqual({
    status: 503,
    headers: { 'Retry-After': '30' },
    body: { detail: 'Later' },
  });
});
