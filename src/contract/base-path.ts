/** Where below its host an API begins. */
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * The path of the first of `servers`, without a trailing slash: `/api/v1`, or an empty text. Variables stand for
 * their defaults (OpenAPI 3.1 §4.8.6); a URL that is none all the same tells nothing of the path.
 */
export function readBasePath(servers: Json | undefined): string {
  const first = Array.isArray(servers) ? servers[0] : undefined;
  if (!isObject(first) || typeof first['url'] !== 'string') return '';
  const variables = isObject(first['variables']) ? first['variables'] : {};
  const url = first['url'].replaceAll(/\{([^}]*)\}/g, (_, name: string) => defaultOf(variables, name));
  return URL.canParse(url, HOST) ? new URL(url, HOST).pathname.replace(/\/$/, '') : '';
}

/** A server without a host is relative to where the contract is served. */
const HOST = 'http://localhost';

function defaultOf(variables: JsonObject, name: string): string {
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return isObject(variable) && variable['default'] !== undefined ? String(variable['default']) : 'x';
}
