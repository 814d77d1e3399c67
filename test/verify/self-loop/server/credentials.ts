/** Who may call: the credentials of one caller for every security scheme, and whether a request has them. */
import type { IncomingMessage } from 'node:http';
import { at, type JsonObject, toPointer } from '../../../../src/contract/json.ts';
import type { Role } from '../../../../src/verify/model/target.ts';
import { type Api, objectOf, type Route } from './api.ts';
import { decode, type Pair, pairsOf } from './read-parameter.ts';

/** The roles of a caller who may do everything, and of one whose credentials have no scope. */
export function rolesOf(document: JsonObject): { default: Role; limited: Role } {
  const schemes = Object.keys(objectOf(at(document, '/components/securitySchemes')));
  const role = (kind: string): Role => ({
    schemes: Object.fromEntries(schemes.map((name) => [name, secretOf(document, name, kind)])),
  });
  return { default: role('full'), limited: role('limited') };
}

function secretOf(document: JsonObject, name: string, kind: string): string {
  const { type, scheme } = schemeOf(document, name);
  return type === 'http' && scheme === 'basic' ? `ada:${kind}-secret7` : `${kind}-${name}-secret7`;
}

/** The status that refuses the request, or `undefined` where it may pass. */
export function refuse(
  { document }: Api,
  { security }: Route,
  request: IncomingMessage,
  query: readonly Pair[],
) {
  if (security.length === 0) return undefined;
  let isForbidden = false;
  for (const alternative of security) {
    const kinds = Object.entries(alternative).map(([name, scopes]) => {
      const sent = sentCredential(schemeOf(document, name), request, query);
      if (sent === secretOf(document, name, 'full')) return 'full';
      if (sent !== secretOf(document, name, 'limited')) return 'none';
      return Array.isArray(scopes) && scopes.length > 0 ? 'limited' : 'full';
    });
    if (kinds.every((kind) => kind === 'full')) return undefined;
    if (kinds.every((kind) => kind !== 'none')) isForbidden = true;
  }
  return isForbidden ? 403 : 401;
}

function schemeOf(document: JsonObject, name: string): JsonObject {
  return objectOf(at(document, toPointer(['components', 'securitySchemes', name])));
}

function sentCredential(
  scheme: JsonObject,
  request: IncomingMessage,
  query: readonly Pair[],
): string | undefined {
  const name = String(scheme['name']);
  if (scheme['type'] === 'apiKey') {
    if (scheme['in'] === 'header') return request.headers[name.toLowerCase()]?.toString();
    const pairs = scheme['in'] === 'query' ? query : pairsOf(request.headers.cookie ?? '', '; ');
    const found = pairs.find(([key]) => decode(key) === name);
    return found === undefined ? undefined : decode(found[1]);
  }
  const [, kind = '', credential] = /^(\w+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const isBasic = scheme['type'] === 'http' && scheme['scheme'] === 'basic';
  if (credential === undefined || kind.toLowerCase() !== (isBasic ? 'basic' : 'bearer')) return undefined;
  return isBasic ? Buffer.from(credential, 'base64').toString() : credential;
}
