import { Socket } from 'node:net';
import express, { type Request } from 'express';
import { describe, expect, it } from 'vitest';
import { credentialSource } from '../../../src/server/credentials.ts';

/** A request as Express makes it. */
function requestWith(url: string, headers: Record<string, string>): Request {
  const request: Request = Object.create(express.request);
  request.url = url;
  request.headers = headers;
  return request;
}

describe('a credential source', () => {
  it('finds an API key in the query and names the parameter', () => {
    const source = credentialSource({ type: 'apiKey', in: 'query', name: 'key' }, 'x');
    expect(source.read(requestWith('/books?limit=1&key=a%20b', {}))).toEqual({ secret: 'a b', user: '' });
    expect(source.read(requestWith('/books?q=who?&key=a', {}))).toEqual({ secret: 'a', user: '' });
    expect(source.read(requestWith('/books?key=', {}))).toBeUndefined();
    expect(source.queryParameter).toBe('key');
  });

  it('finds an API key in a cookie', () => {
    const source = credentialSource({ type: 'apiKey', in: 'cookie', name: 'sid' }, 'x');
    expect(source.read(requestWith('/', { cookie: 'a=1; sid=s=1; sid=2' }))).toEqual({
      secret: 's=1',
      user: '',
    });
  });

  it('reads a password with colons and umlauts', () => {
    const source = credentialSource({ type: 'http', scheme: 'basic' }, 'x');
    const authorization = `Basic ${Buffer.from('ann:a:ü').toString('base64')}`;
    expect(source.read(requestWith('/', { authorization }))).toEqual({ user: 'ann', secret: 'a:ü' });
  });

  it('takes an OAuth 2 access token for a bearer token', () => {
    const source = credentialSource({ type: 'oauth2' }, 'x');
    expect(source.read(requestWith('/', { authorization: 'Bearer t' }))?.secret).toBe('t');
  });

  it('keeps a realm within its quotes', () => {
    expect(credentialSource({ type: 'http', scheme: 'bearer' }, 'a"b\\c\nd')?.challenge).toBe(
      'Bearer realm="a?b?c?d"',
    );
  });

  it('gives what follows the name of another HTTP scheme', () => {
    const source = credentialSource({ type: 'http', scheme: 'digest' }, 'x');
    const headers = { authorization: 'Digest username="ann", response="6629"' };
    expect(source.read(requestWith('/books', headers))?.secret).toBe('username="ann", response="6629"');
    expect(source.challenge).toBe('digest realm="x"');
  });

  it('has no certificate where there is no TLS', () => {
    const request = requestWith('/books', {});
    Object.defineProperty(request, 'socket', { value: new Socket() });
    expect(credentialSource({ type: 'mutualTLS' }, 'x').read(request)).toBeUndefined();
  });
});
