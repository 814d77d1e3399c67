/**
 * The document that express-openapi-validator gets for one operation. It walks and compiles every path of its
 * document on each request, so it gets one path; and it stumbles over some of what a contract may say, so it
 * gets that in a plainer form with the same meaning.
 */
import type { Contract, Operation, Parameter } from '../contract/contract.ts';
import { at, fromPointer, isObject, type Json, type JsonObject, toPointer } from '../contract/json.ts';

export function validatorDocument(contract: Contract, operation: Operation): JsonObject {
  const schemas = new References(contract.document);
  const parameters = operation.parameters.map((parameter) => parameterObject(parameter, operation, schemas));
  const requestBody = operation.body && {
    // Where it is absent, a request without Content-Type is refused.
    required: operation.body.required,
    content: Object.fromEntries(
      operation.body.content.map(({ type, schema }) => [type, { schema: schemas.localize(schema ?? true) }]),
    ),
  };
  return {
    openapi: '3.1.0',
    info: { title: contract.title, version: contract.version },
    paths: {
      [pathTemplate(operation)]: {
        [operation.method]: { parameters, ...(requestBody && { requestBody }), responses: {} },
      },
    },
    components: { schemas: schemas.copied },
  };
}

/** The path in that document. Its own syntax would misread `{campaign-id}` or `{id}:pause`. */
export function pathTemplate(operation: Operation): string {
  return `/operation${pathParameters(operation)
    .map((_, index) => `/{p${index}}`)
    .join('')}`;
}

/** The path parameters of `operation`, in the order in which `pathTemplate` numbers them. */
export function pathParameters({ parameters }: Operation): Parameter[] {
  return parameters.filter(({ in: place }) => place === 'path');
}

function parameterObject(parameter: Parameter, operation: Operation, schemas: References): JsonObject {
  const { in: place, required, style, explode, mediaType } = parameter;
  const schema = schemas.localize(parameter.schema);
  return {
    name: place === 'path' ? `p${pathParameters(operation).indexOf(parameter)}` : parameter.name,
    in: place,
    required,
    ...(mediaType === undefined ? { schema, style, explode } : { content: { [mediaType]: { schema } } }),
    // It would refuse `?email=a@b.example`, which RFC 3986 §3.4 allows.
    allowReserved: true,
  };
}

/** Copies schemas so that each `$ref` in them leads to a component schema of its own. */
class References {
  readonly copied: JsonObject = {};
  readonly #document: JsonObject;
  readonly #names = new Map<string, string>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  localize(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.localize(item));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).filter(([key, child]) => !isDiscriminator(key, child));
    return Object.fromEntries(
      entries.map(([key, child]) => [
        key,
        key === '$ref' && typeof child === 'string' ? this.#component(child) : this.localize(child),
      ]),
    );
  }

  /** It resolves a pointer into a component (`…/NewBook/$defs/Isbn`) from the wrong root. */
  #component(reference: string): string {
    const pointer = toPointer(fromPointer(reference));
    let name = this.#names.get(pointer);
    if (name === undefined) {
      name = `s${this.#names.size}`;
      this.#names.set(pointer, name);
      this.copied[name] = this.localize(at(this.#document, pointer) ?? true);
    }
    return `#/components/schemas/${name}`;
  }
}

/** It reads the discriminator of a body before it knows that the body is an object; validation needs none. */
function isDiscriminator(key: string, value: Json): boolean {
  return key === 'discriminator' && isObject(value) && typeof value['propertyName'] === 'string';
}
