/**
 * The document that express-openapi-validator gets. It stumbles over some of what a contract may say, so it
 * gets that in a plainer form with the same meaning; and it looks for a request's operation by trying every
 * path, so each operation has a path of its own that only the boot asks for.
 */
import type { Contract, Operation, Parameter } from '../contract/contract.ts';
import { at, fromPointer, isObject, type Json, type JsonObject, toPointer } from '../contract/json.ts';

export interface ValidatorDocument {
  readonly document: JsonObject;
  /** The path that stands for each operation. */
  readonly paths: ReadonlyMap<Operation, string>;
}

export function validatorDocument(contract: Contract): ValidatorDocument {
  const schemas = new References(contract.document);
  const paths = new Map(contract.operations.map((operation, index) => [operation, `/operation${index}`]));
  const items = Array.from(paths, ([operation, path]) => [
    path,
    { [operation.method]: operationObject(operation, schemas) },
  ]);
  const document = {
    openapi: '3.1.0',
    info: { title: contract.title, version: contract.version },
    paths: Object.fromEntries(items),
    components: { schemas: schemas.copied },
  };
  return { document, paths };
}

function operationObject({ parameters, body }: Operation, schemas: References): JsonObject {
  // It has a form parsed by itself, and takes a string where a file is due, so it never sees one.
  const content = body?.content.filter(({ form }) => form === undefined) ?? [];
  const requestBody = body &&
    content.length > 0 && {
      // Where it is absent, a request without Content-Type is refused.
      required: body.required && content.length === body.content.length,
      content: Object.fromEntries(
        content.map(({ type, schema }) => [type, { schema: schemas.localize(schema ?? true) }]),
      ),
    };
  return {
    parameters: parameters.map((parameter) => parameterObject(parameter, schemas)),
    ...(requestBody && { requestBody }),
    responses: {},
  };
}

function parameterObject(parameter: Parameter, schemas: References): JsonObject {
  const { name, in: place, required, style, explode, mediaType } = parameter;
  const schema = schemas.localize(parameter.schema);
  return {
    name,
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
      name = `schema${this.#names.size}`;
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
