/** The schemas of a document that are part of no other one: of parameters, bodies and headers. */
import {
  arrayOf,
  at,
  type Direction,
  fromPointer,
  isObject,
  type JsonObject,
  objectOf,
  toPointer,
} from '@countersign/contract';

/** Who looks at the contract: a client sends requests as they are written, a server gets defaults filled in. */
export type Side = 'client' | 'server';

export interface SchemaPlace {
  /** Of the schema, in the document as it was. */
  readonly pointer: string;
  readonly direction: Direction;
  /** Puts what is written instead. */
  put(schema: JsonObject): void;
}

/** Those of `document`, in which what openapi-typescript writes wrong around schemas is put right as well. */
export function schemaPlaces(document: JsonObject, side: Side): SchemaPlace[] {
  const reader = new PlaceReader(document, side);
  const components = objectOf(document['components']);
  delete components['callbacks'];
  const below = (kind: string, read: Read): SchemaPlace[] => entries(components, kind, '/components', read);
  return [
    ...entries(document, 'paths', '', reader.pathItem),
    ...entries(document, 'webhooks', '', reader.pathItem),
    ...below('pathItems', reader.pathItem),
    ...below('parameters', reader.parameter),
    ...below('requestBodies', reader.requestBody),
    ...below('responses', reader.response),
    ...below('headers', reader.header),
  ];
}

type Read = (value: JsonObject, pointer: string) => SchemaPlace[];

class PlaceReader {
  readonly #document: JsonObject;
  readonly #side: Side;

  constructor(document: JsonObject, side: Side) {
    this.#document = document;
    this.#side = side;
  }

  readonly pathItem: Read = (item, pointer) => [
    ...this.#parameters(item, pointer),
    ...Object.entries(item).flatMap(([method, operation]) =>
      isObject(operation) ? this.#operation(operation, pointer + toPointer([method])) : [],
    ),
  ];

  readonly #operation: Read = (operation, pointer) => {
    // What a server asks of its client is no part of the types.
    delete operation['callbacks'];
    const { requestBody } = operation;
    return [
      ...this.#parameters(operation, pointer),
      ...(isObject(requestBody) ? this.requestBody(requestBody, `${pointer}/requestBody`) : []),
      ...entries(operation, 'responses', pointer, this.response),
    ];
  };

  readonly #parameters: Read = (holder, pointer) =>
    arrayOf(holder['parameters']).flatMap((value, index) =>
      isObject(value) ? this.parameter(value, `${pointer}/parameters/${index}`) : [],
    );

  readonly parameter: Read = (value, pointer) => {
    const places = schemaOf(value, pointer, 'request');
    if (this.#side === 'client') return places;
    if (isObject(value['schema']) && value['schema']['default'] !== undefined) value['required'] = true;
    const [content] = Object.entries(objectOf(value['content']));
    if (content === undefined || places.length > 0) return places;
    // A server reads what stands in it; a client has to write it.
    const [type, media] = content;
    return schemaOf(objectOf(media), `${pointer}/content${toPointer([type])}`, 'request', value);
  };

  readonly requestBody: Read = (body, pointer) =>
    entries(body, 'content', pointer, (media, below) => schemaOf(media, below, 'request'));

  readonly response: Read = (response, pointer) => [
    ...entries(response, 'headers', pointer, this.header),
    ...this.#optionalHeaders(response),
    ...entries(response, 'content', pointer, (media, below) => schemaOf(media, below, 'response')),
  ];

  readonly header: Read = (header, pointer) => schemaOf(header, pointer, 'response');

  /** Behind a reference a header would always be required: those that are not are written out. */
  #optionalHeaders({ headers }: JsonObject): SchemaPlace[] {
    if (!isObject(headers)) return [];
    return Object.entries(headers).flatMap(([name, header]) => {
      const { $ref: reference } = objectOf(header);
      const target = typeof reference === 'string' ? at(this.#document, reference) : undefined;
      if (typeof reference !== 'string' || !isObject(target) || target['required'] === true) return [];
      const copy = { ...target };
      headers[name] = copy;
      return this.header(copy, toPointer(fromPointer(reference)));
    });
  }
}

/** What `read` finds in each object of the mapping at `key`; what a reference leads to is found at its own place. */
function entries(holder: JsonObject, key: string, pointer: string, read: Read): SchemaPlace[] {
  return Object.entries(objectOf(holder[key])).flatMap(([name, value]) =>
    isObject(value) && value['$ref'] === undefined
      ? read(value, `${pointer}/${key}${toPointer([name])}`)
      : [],
  );
}

/** The schema of `value`, to be written into `target`. */
function schemaOf(
  value: JsonObject,
  pointer: string,
  direction: Direction,
  target: JsonObject = value,
): SchemaPlace[] {
  if (value['schema'] === undefined) return [];
  const put = (standIn: JsonObject): void => {
    target['schema'] = standIn;
  };
  return [{ pointer: `${pointer}/schema`, direction, put }];
}
