/** What the server knows of an OpenAPI document. Its own reading: `src/contract` is what is being tested. */
import { at, isObject, type Json, type JsonObject, toPointer } from '../../../../src/contract/json.ts';

export interface Api {
  readonly document: JsonObject;
  readonly routes: readonly Route[];
}

export interface Route {
  readonly method: string;
  readonly template: string;
  /** Matches a path as it stands on the wire; one group for each of `names`. */
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly parameters: readonly ApiParameter[];
  readonly body: { readonly required: boolean; readonly content: readonly Media[] } | undefined;
  readonly responses: ReadonlyMap<string, ApiResponse>;
  readonly security: readonly JsonObject[];
}

export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  /** Whether the value stands there as JSON. */
  readonly isJson: boolean;
  readonly allowsEmpty: boolean;
  readonly schemaPointer: string;
}

export interface Media {
  readonly type: string;
  readonly schemaPointer: string | undefined;
  readonly encoding: JsonObject;
  readonly example: Json | undefined;
}

export interface ApiResponse {
  readonly headers: readonly { readonly name: string; readonly example: Json | undefined }[];
  readonly content: readonly Media[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head', 'trace'];

export function readApi(document: JsonObject): Api {
  const paths = objectOf(document['paths']);
  const routes = Object.keys(paths).flatMap((template) => {
    const item = follow(document, toPointer(['paths', template]));
    return METHODS.filter((method) => item.value[method] !== undefined).map((method) =>
      readRoute(document, template, method, item),
    );
  });
  return { document, routes };
}

interface Place {
  readonly value: JsonObject;
  readonly pointer: string;
}

function readRoute(document: JsonObject, template: string, method: string, item: Place): Route {
  const pointer = `${item.pointer}/${method}`;
  const operation = objectOf(item.value[method]);
  const names: string[] = [];
  const pattern = template.replaceAll(/\{([^}]+)\}|[^{}]+/g, (text, name) => {
    if (name === undefined) return encodeURI(decodeURI(text)).replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
    names.push(name);
    return '([^/]+?)';
  });
  const parameters = new Map<string, ApiParameter>();
  for (const owner of [item.pointer, pointer]) {
    for (const index of arrayOf(at(document, `${owner}/parameters`)).keys()) {
      const parameter = readParameter(follow(document, `${owner}/parameters/${index}`));
      parameters.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  const body =
    operation['requestBody'] === undefined ? undefined : follow(document, `${pointer}/requestBody`);
  return {
    method: method.toUpperCase(),
    template,
    pattern: new RegExp(`^${pattern}$`),
    names,
    parameters: [...parameters.values()],
    body: body && { required: body.value['required'] === true, content: readContent(document, body) },
    responses: new Map(
      Object.keys(objectOf(operation['responses'])).map((status) => [
        status,
        readResponse(document, follow(document, `${pointer}/responses/${status}`)),
      ]),
    ),
    security: arrayOf(operation['security'] ?? document['security']).map(objectOf),
  };
}

function readParameter({ value, pointer }: Place): ApiParameter {
  const place = String(value['in']);
  const style = String(value['style'] ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple'));
  const [type] = Object.keys(objectOf(value['content']));
  return {
    name: String(value['name']),
    in: place,
    required: value['required'] === true,
    style,
    explode: Boolean(value['explode'] ?? style === 'form'),
    isJson: type !== undefined,
    allowsEmpty: value['allowEmptyValue'] === true,
    schemaPointer:
      type === undefined ? `${pointer}/schema` : `${pointer}${toPointer(['content', type, 'schema'])}`,
  };
}

function readResponse(document: JsonObject, response: Place): ApiResponse {
  const headers = Object.keys(objectOf(response.value['headers'])).map((name) => {
    const { value } = follow(document, `${response.pointer}${toPointer(['headers', name])}`);
    const schema = objectOf(value['schema']);
    return { name, example: value['example'] ?? schema['example'] ?? schema['const'] };
  });
  return { headers, content: readContent(document, response) };
}

function readContent(document: JsonObject, { value, pointer }: Place): Media[] {
  return Object.entries(objectOf(value['content'])).map(([type, media]) => {
    const { schema, encoding, example, examples } = objectOf(media);
    const [named] = Object.keys(objectOf(examples));
    const place = `${pointer}${toPointer(['content', type])}`;
    return {
      type,
      schemaPointer: schema === undefined ? undefined : `${place}/schema`,
      encoding: objectOf(encoding),
      example:
        example === undefined && named !== undefined
          ? follow(document, `${place}/examples/${named}`).value['value']
          : example,
    };
  });
}

function follow(document: JsonObject, pointer: string): Place {
  const value = objectOf(at(document, pointer));
  const reference = value['$ref'];
  return typeof reference === 'string' ? follow(document, reference.slice(1)) : { value, pointer };
}

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function arrayOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
