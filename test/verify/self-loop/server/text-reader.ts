/** What text on the wire means to a schema: the first value it can stand for that the schema allows. */
import { at, type Json, type JsonObject, toPointer } from '../../../../src/contract/json.ts';
import { arrayOf, objectOf } from './api.ts';
import type { DocumentValidator } from './validator.ts';

export class TextReader {
  readonly #document: JsonObject;
  readonly #validator: DocumentValidator;

  constructor(document: JsonObject, validator: DocumentValidator) {
    this.#document = document;
    this.#validator = validator;
  }

  /** Whether a value of that type may stand at `pointer`. */
  allows(pointer: string, type: 'array' | 'object' | 'string'): boolean {
    return this.#applying([pointer]).some((each) => {
      const allowed = this.#at(each)['type'];
      return Array.isArray(allowed) ? allowed.includes(type) : allowed === type;
    });
  }

  /** Whether a file stands at `pointer`, or a list of files. */
  isFile(pointer: string): boolean {
    const schemas = [pointer, ...this.items(pointer, 0)].flatMap((each) => this.#applying([each]));
    return schemas.some((each) => {
      const { format, contentMediaType, contentEncoding } = this.#at(each);
      return format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined);
    });
  }

  async one(text: string, pointers: readonly string[]): Promise<Json> {
    for (const candidate of meaningsOf(text)) {
      for (const pointer of pointers) if (await this.#validator.isValid(pointer, candidate)) return candidate;
    }
    return text;
  }

  async list(texts: readonly string[], pointer: string): Promise<Json[]> {
    return Promise.all(texts.map((text, index) => this.one(text, this.items(pointer, index))));
  }

  async record(pairs: Iterable<readonly [string, string]>, pointer: string): Promise<JsonObject> {
    const value: JsonObject = {};
    for (const [name, text] of pairs) value[name] = await this.one(text, this.property(pointer, name));
    return value;
  }

  /** The schemas of the item at `index` of an array at `pointer`. */
  items(pointer: string, index: number): string[] {
    return this.#applying([pointer]).flatMap((each) => {
      const { prefixItems, items } = this.#at(each);
      if (index < arrayOf(prefixItems).length) return [`${each}/prefixItems/${index}`];
      return items === undefined ? [] : [`${each}/items`];
    });
  }

  /** The schemas of a property of an object at `pointer`. */
  property(pointer: string, name: string): string[] {
    return this.#applying([pointer]).flatMap((each) => {
      const { properties, additionalProperties } = this.#at(each);
      if (Object.hasOwn(objectOf(properties), name)) return [each + toPointer(['properties', name])];
      return additionalProperties === undefined ? [] : [`${each}/additionalProperties`];
    });
  }

  propertyNames(pointer: string): string[] {
    return this.#applying([pointer]).flatMap((each) => Object.keys(objectOf(this.#at(each)['properties'])));
  }

  /** What the XML Objects at `pointer` say, those nearer to it first. */
  xml(pointer: string): JsonObject {
    return Object.assign(
      {},
      ...this.#applying([pointer])
        .toReversed()
        .map((each) => objectOf(this.#at(each)['xml'])),
    );
  }

  /** The name of the component that the schema at `pointer` refers to. */
  componentName(pointer: string): string | undefined {
    return String(this.#at(pointer)['$ref'] ?? '')
      .split('/')
      .at(-1);
  }

  /** `pointers` and the schemas that apply at the same place, or may. */
  #applying(pointers: readonly string[]): string[] {
    const seen = new Set<string>();
    const visit = (pointer: string): void => {
      if (seen.has(pointer)) return;
      seen.add(pointer);
      const schema = this.#at(pointer);
      if (typeof schema['$ref'] === 'string') visit(decodeURIComponent(schema['$ref'].slice(1)));
      for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
        for (const index of arrayOf(schema[keyword]).keys()) visit(`${pointer}/${keyword}/${index}`);
      }
    };
    pointers.forEach(visit);
    return [...seen];
  }

  #at(pointer: string): JsonObject {
    return objectOf(at(this.#document, pointer));
  }
}

function* meaningsOf(text: string): Generator<Json> {
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) yield Number(text);
  if (text === 'true' || text === 'false') yield text === 'true';
  // Null has no text: no style says how it is written.
  yield text;
}
