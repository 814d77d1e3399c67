/** Where below its host an API begins. */
import { isObject, type Json, type JsonObject, objectOf } from './json.ts';

/** What the variables of one URL may make of it, at most; the values after that are not served. */
export const MOST_BASE_PATHS = 100;

/**
 * The paths of the first of `servers`, without a trailing slash: `/api/v1`, or an empty text. The first has the
 * defaults of its variables (OpenAPI 3.1 §4.8.6), the others what else their `enum`s allow; a URL that is none all the
 * same tells nothing of the path.
 */
export function readBasePaths(servers: Json | undefined): [string, ...string[]] {
  const server = Array.isArray(servers) ? servers[0] : undefined;
  if (!isObject(server) || typeof server['url'] !== 'string') return [''];
  const variables = objectOf(server['variables']);
  let urls = [server['url']];
  for (const [variable = '', name = ''] of server['url'].matchAll(/\{([^}]*)\}/g)) {
    const values = valuesOf(variables, name);
    urls = urls.flatMap((url) => values.map((value) => url.replace(variable, () => value)));
    urls.length = Math.min(urls.length, MOST_BASE_PATHS);
  }
  const [first = '', ...others] = new Set(urls.map(pathOf));
  return [first, ...others];
}

/** A server without a host is relative to where the contract is served. */
const HOST = 'http://localhost';

function pathOf(url: string): string {
  return URL.canParse(url, HOST) ? new URL(url, HOST).pathname.replace(/\/$/, '') : '';
}

/** The default first. */
function valuesOf(variables: JsonObject, name: string): string[] {
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!isObject(variable)) return ['x'];
  const { default: byDefault = 'x', enum: allowed } = variable;
  return [byDefault, ...(Array.isArray(allowed) ? allowed : [])].map(String);
}
