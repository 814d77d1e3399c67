/**
 * The document that express-openapi-validator gets. It stumbles over some of what a contract may say, so it
 * gets that in a plainer form with the same meaning; and it compiles all that its document holds, so that holds one operation.
 */
import type { Contract, MediaType, Operation, Parameter } from '@countersign/contract';
import {
  at,
  fromPointer,
  holdsValues,
  isObject,
  isSchemaMap,
  type Json,
  type JsonObject,
  toPointer,
} from '@countersign/contract';
import { itemSchemaOf } from '../item-schema.ts';
import { bodyKind } from '../media-type.ts';
import { TextSchema } from '../parameters/text-schema.ts';

export interface ValidatorDocument {
  readonly document: JsonObject;
  /** The divisors that stand in it as formats of numbers, by the format's name. */
  readonly divisors: ReadonlyMap<string, number>;
}

/** The path of the one operation, whatever its own is. */
export const OPERATION_PATH = '/operation';

/** It knows the methods of OpenAPI 3.1; what it is asked about a request of another method does not depend on it. */
export function plainMethod({ method }: Operation): string {
  return PLAIN_METHODS.has(method) ? method : 'post';
}

const PLAIN_METHODS: ReadonlySet<string> = new Set([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'],
]);

export function validatorDocument(contract: Contract, operation: Operation): ValidatorDocument {
  const schemas = new References(contract.document);
  const document = {
    openapi: '3.1.0',
    info: { title: contract.title, version: contract.version },
    paths: {
      [OPERATION_PATH]: { [plainMethod(operation)]: operationObject(contract.document, operation, schemas) },
    },
    components: { schemas: schemas.copied },
  };
  return { document, divisors: schemas.divisors };
}

function operationObject(
  document: JsonObject,
  { parameters, body }: Operation,
  schemas: References,
): JsonObject {
  // It has a form parsed by itself, and takes a string where a file is due, so it never sees one.
  const content = body?.content.filter(({ form }) => form === undefined) ?? [];
  const requestBody = body &&
    content.length > 0 && {
      // Where it is absent, a request without Content-Type is refused.
      required: body.required && content.length === body.content.length,
      content: Object.fromEntries(
        content.map((media) => [media.type, { schema: schemas.localize(bodySchema(document, media)) }]),
      ),
    };
  return {
    // It does not know one that is the whole query, and is given no query then.
    parameters: parameters
      .filter((parameter) => parameter.in !== 'querystring')
      .map((parameter) => parameterObject(parameter, schemas)),
    ...(requestBody && { requestBody }),
    responses: {},
  };
}

/** Lines of JSON are given to it as a list. */
function bodySchema(document: JsonObject, media: MediaType): Json {
  const { type, schema = true } = media;
  const isOfItem =
    bodyKind(type) === 'items' && itemSchemaOf(media, new TextSchema(document, [schema])) !== undefined;
  return isOfItem ? { type: 'array', items: schema } : schema;
}

function parameterObject(parameter: Parameter, schemas: References): JsonObject {
  const { name, in: place, required, style, explode, mediaType } = parameter;
  const schema = schemas.localize(parameter.schema);
  return {
    name,
    in: place,
    required,
    ...(mediaType === undefined
      ? { schema, style: style === 'cookie' ? 'form' : style, explode }
      : { content: { [mediaType]: { schema } } }),
    // It would refuse `?email=a@b.example`, which RFC 3986 §3.4 allows.
    allowReserved: true,
  };
}

/** Copies schemas so that each `$ref` in them leads to a component schema of its own. */
class References {
  readonly copied: JsonObject = {};
  readonly divisors = new Map<string, number>();
  readonly #document: JsonObject;
  readonly #names = new Map<string, string>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  localize(schema: Json): Json {
    if (Array.isArray(schema)) return schema.map((item) => this.localize(item));
    if (!isObject(schema)) return schema;
    // It reads the discriminator of a body before it knows that the body is an object; validation needs none.
    const { multipleOf, discriminator: _, ...others } = schema;
    const copy = Object.fromEntries(
      Object.entries(others).map(([keyword, value]) => [keyword, this.#localizeMember(keyword, value)]),
    );
    movePropertiesOfObjects(copy);
    if (typeof multipleOf !== 'number') return copy;
    const { allOf = [] } = copy;
    return {
      ...copy,
      allOf: [...(Array.isArray(allOf) ? allOf : []), { format: this.#divisor(multipleOf) }],
    };
  }

  #localizeMember(keyword: string, value: Json): Json {
    if (holdsValues(keyword)) return value;
    if (keyword === '$ref' && typeof value === 'string') return this.#component(value);
    if (!isSchemaMap(keyword) || !isObject(value)) return this.localize(value);
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, this.localize(child)]));
  }

  /** It divides binary numbers, and so finds 19.99 to be no multiple of 0.01. A format it leaves to us. */
  #divisor(divisor: number): string {
    const format = `multiple of ${divisor}`;
    this.divisors.set(format, divisor);
    return format;
  }

  /** It resolves a pointer into a component (`…/NewBook/$defs/Isbn`) from the wrong root. */
  #component(reference: string): string {
    const pointer = toPointer(fromPointer(reference));
    let name = this.#names.get(pointer);
    if (name === undefined) {
      name = `schema${this.#names.size}`;
      this.#names.set(pointer, name);
      const schema = at(this.#document, pointer) ?? true;
      // A component that is `true` or `false` it cannot read.
      this.copied[name] = typeof schema === 'boolean' ? { not: !schema } : this.localize(schema);
    }
    return `#/components/schemas/${name}`;
  }
}

/**
 * It takes what an object inherits for a member that was sent: a body without `constructor` would break
 * `properties: {constructor: {type: string}}`. The same in `patternProperties` looks at its own members only.
 */
function movePropertiesOfObjects(schema: JsonObject): void {
  const { properties, patternProperties } = schema;
  if (!isObject(properties)) return;
  const patterns = isObject(patternProperties) ? { ...patternProperties } : {};
  const others: JsonObject = {};
  for (const [name, value] of Object.entries(properties)) {
    if (name in Object.prototype) patterns[`^${name}$`] = value;
    else others[name] = value;
  }
  if (Object.keys(others).length === Object.keys(properties).length) return;
  Object.assign(schema, { properties: others, patternProperties: patterns });
}
