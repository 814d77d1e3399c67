/** What a document is that is no OpenAPI 3, and how one comes to a contract from there. */
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { nearest } from '../nearest.ts';
import type { Found } from './found.ts';

const RULE = 'openapi-version';
const NEEDED = 'OpenAPI 3.0, 3.1 or 3.2 is needed';

/**
 * Why `document` cannot be read as a contract; nothing if it can.
 *
 * @param source its path or URL, for commands to paste
 */
export function whyNoContract(document: JsonObject, source = 'FILE'): Found | undefined {
  const { openapi } = document;
  if (typeof openapi === 'string' && /^3\.[012]\./.test(openapi)) return undefined;
  if (openapi !== undefined) return wrongVersion(openapi);
  const kind = KINDS.find(({ is }) => is(document));
  if (kind !== undefined) {
    const { called, key, remedy } = kind;
    const version = document[key];
    const hasVersion = /^\d/.test(String(version));
    const name = hasVersion ? `${called} ${version}` : called;
    return {
      rule: RULE,
      pointer: `/${key}`,
      message: `found ${name}; ${NEEDED}`,
      remedy: remedy.replace('FILE', source),
    };
  }
  const mistyped = nearest('openapi', Object.keys(document));
  const version = mistyped === undefined ? undefined : document[mistyped];
  return {
    rule: RULE,
    pointer: mistyped === undefined ? '' : `/${mistyped}`,
    message: `found no "openapi" member; ${NEEDED}`,
    remedy:
      mistyped === undefined
        ? 'a contract begins with the line openapi: 3.1.0; is this its root file, and not one of its parts?'
        : `write openapi: ${typeof version === 'string' ? version : '3.1.0'} in place of ${mistyped}`,
  };
}

function wrongVersion(openapi: JsonObject[string]): Found {
  const pointer = '/openapi';
  const meant = /^(3\.[012])$/.exec(String(openapi))?.[1];
  if (meant !== undefined) {
    const found = typeof openapi === 'number' ? `the number ${openapi}` : `OpenAPI ${openapi}`;
    const message = `found ${found}, and a version has three parts; ${NEEDED}`;
    return { rule: RULE, pointer, message, remedy: `write openapi: ${meant}.0` };
  }
  const found =
    typeof openapi === 'string' || typeof openapi === 'number'
      ? `OpenAPI ${openapi}`
      : 'an "openapi" that is no version';
  return {
    rule: RULE,
    pointer,
    message: `found ${found}; ${NEEDED}`,
    remedy: 'write it in OpenAPI 3.1, and openapi: 3.1.0',
  };
}

interface Kind {
  readonly called: string;
  /** The member that tells it, and what is told of it. */
  readonly key: string;
  readonly is: (document: JsonObject) => boolean;
  readonly remedy: string;
}

const has =
  (key: string) =>
  (document: JsonObject): boolean =>
    document[key] !== undefined;

const KINDS: readonly Kind[] = [
  {
    called: 'Swagger',
    key: 'swagger',
    is: has('swagger'),
    remedy: 'convert it first: npx @scalar/cli document upgrade FILE --output openapi.json',
  },
  {
    called: 'AsyncAPI',
    key: 'asyncapi',
    is: has('asyncapi'),
    remedy: 'it describes messages; write what is asked over HTTP in a document of its own',
  },
  {
    called: 'Arazzo',
    key: 'arazzo',
    is: has('arazzo'),
    remedy:
      'it holds scenarios: name it in the config as scenarios of a contract, and give the contract here',
  },
  {
    called: 'OpenAPI Overlay',
    key: 'overlay',
    is: has('overlay'),
    remedy: 'it changes another document: apply it, and give the result here',
  },
  {
    called: 'OpenRPC',
    key: 'openrpc',
    is: has('openrpc'),
    remedy: 'it describes calls over one URL; write what is asked over HTTP in OpenAPI',
  },
  {
    called: 'a Postman collection',
    key: 'item',
    is: ({ info, item }) => Array.isArray(item) && isObject(info),
    remedy: 'export it from Postman as OpenAPI 3',
  },
  {
    called: 'a JSON Schema',
    key: '$schema',
    is: has('$schema'),
    remedy:
      'it describes values: refer to it from a contract, schema: { $ref: FILE }, and give the contract here',
  },
  {
    called: 'a JSON Schema',
    key: 'type',
    is: ({ type, properties }) => typeof type === 'string' && isObject(properties),
    remedy:
      'it describes values: refer to it from a contract, schema: { $ref: FILE }, and give the contract here',
  },
];
