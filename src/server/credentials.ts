/** Takes the credential of one security scheme out of a request. */

import { TLSSocket } from 'node:tls';
import type { SecurityScheme } from '@countersign/contract';
import type { Request } from 'express';
import { readCookies } from './cookies.ts';
import type { Credential } from './options.ts';
import { queryOf } from './target.ts';

/** How to find the credential of a scheme, and how to ask for it. */
export interface CredentialSource {
  /** The credential that the request carries, if any. */
  read(request: Request): Credential | undefined;
  /** The challenge for `WWW-Authenticate` (RFC 9110 §11.6.1). */
  readonly challenge: string;
  /** The query parameter that holds it: a parameter that the operation itself does not declare. */
  readonly queryParameter: string | undefined;
}

/**
 * The source for `scheme`.
 *
 * @param realm what the challenge calls the protected space
 */
export function credentialSource(scheme: SecurityScheme, realm: string): CredentialSource {
  const quoted = `realm="${realm.replaceAll(/[^ !#-[\]-~]/g, '?')}"`;
  switch (scheme.type) {
    case 'apiKey':
      return apiKey(scheme, quoted);
    case 'http':
      if (scheme.scheme === 'bearer') return bearer(quoted);
      if (scheme.scheme === 'basic') return basic(quoted);
      return other(scheme.scheme, quoted);
    case 'oauth2':
    case 'openIdConnect':
      // An access token is a bearer token (RFC 6750 §2.1).
      return bearer(quoted);
    case 'mutualTLS':
      return certificate;
  }
}

function bearer(realm: string): CredentialSource {
  return {
    read: (request) => credential(authorization(request, 'bearer')),
    challenge: `Bearer ${realm}`,
    queryParameter: undefined,
  };
}

/** Schemes of the HTTP registry beside Basic and Bearer (Digest, HOBA, …): the function gets what follows their name. */
function other(name: string, realm: string): CredentialSource {
  return {
    read: (request) => credential(authorization(request, name)),
    challenge: `${name} ${realm}`,
    queryParameter: undefined,
  };
}

/**
 * The certificate that the client has shown, where the server is one of TLS and has asked for one (`requestCert`). Whether
 * it is trusted is for the server of TLS to decide (`rejectUnauthorized`), and for the function.
 */
const certificate: CredentialSource = {
  read({ socket }) {
    if (!(socket instanceof TLSSocket)) return undefined;
    const { fingerprint256 } = socket.getPeerCertificate();
    return credential(fingerprint256);
  },
  // No challenge is registered for it: the handshake has asked.
  challenge: '',
  queryParameter: undefined,
};

/** RFC 7617. */
function basic(realm: string): CredentialSource {
  return {
    read(request) {
      const encoded = authorization(request, 'basic');
      if (encoded === undefined) return undefined;
      const decoded = Buffer.from(encoded, 'base64').toString('utf8');
      const colon = decoded.indexOf(':');
      return colon === -1 ? undefined : credential(decoded.slice(colon + 1), decoded.slice(0, colon));
    },
    challenge: `Basic ${realm}, charset="UTF-8"`,
    queryParameter: undefined,
  };
}

function apiKey(scheme: SecurityScheme & { type: 'apiKey' }, realm: string): CredentialSource {
  const { name, in: place } = scheme;
  return {
    read(request) {
      switch (place) {
        case 'header':
          return credential(request.get(name));
        case 'query':
          return credential(new URLSearchParams(queryOf(request.url)).get(name));
        case 'cookie':
          return credential(readCookies(request.headers.cookie)[name]);
      }
    },
    // No scheme is registered for API keys; a challenge is required all the same.
    challenge: `ApiKey ${realm}, in="${place}", name="${name}"`,
    queryParameter: place === 'query' ? name : undefined,
  };
}

/** What follows the name of the scheme, which has no case (RFC 9110 §11.1). */
function authorization(request: Request, scheme: string): string | undefined {
  const [, name, value] = /^(\S+) +(\S.*)$/.exec(request.headers.authorization ?? '') ?? [];
  return name?.toLowerCase() === scheme ? value?.trim() : undefined;
}

function credential(secret: string | null | undefined, user = ''): Credential | undefined {
  return secret === undefined || secret === null || secret === '' ? undefined : { secret, user };
}
