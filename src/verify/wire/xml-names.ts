/** What values are called in XML: the XML Objects of their schemas (OpenAPI 3.1 §4.8.26). */
import { isObject, type JsonObject, objectOf } from '@countersign/contract';
import {
  type EffectiveSchema,
  effectiveSchemaOf,
  itemPointers,
  propertyPointers,
} from '../values/effective-schema.ts';
import type { Schemas } from '../values/schemas.ts';

export interface XmlName {
  /** `undefined` where the contract gives none. */
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  /** The attribute that declares the namespace, if there is one. */
  readonly declaration: readonly [name: string, namespace: string] | undefined;
  /** Whether the value is an attribute of what holds it. */
  readonly isAttribute: boolean;
  /** Whether the items of a list have an element around them. */
  readonly isWrapped: boolean;
}

/** The schemas of a place, and what they say of its XML. */
export class XmlPlace {
  readonly pointers: readonly string[];
  readonly #schemas: Schemas;
  readonly #effectiveSchemas: readonly EffectiveSchema[];

  constructor(schemas: Schemas, pointers: readonly string[]) {
    this.#schemas = schemas;
    this.pointers = pointers;
    // A name holds whichever branch a value is of.
    this.#effectiveSchemas = Array.from({ length: MOST_BRANCHES }, (_, branch) =>
      effectiveSchemaOf(schemas, pointers, (_place, count) => branch % count),
    );
  }

  /** What it is called in itself, and not for the property that it is. */
  get xml(): XmlName {
    const xml: JsonObject = Object.assign({}, ...this.#said('xml').toReversed());
    const { name, prefix, namespace } = xml;
    const isPrefixed = typeof prefix === 'string';
    return {
      name: typeof name === 'string' ? name : undefined,
      prefix: isPrefixed ? prefix : undefined,
      declaration:
        typeof namespace === 'string' ? [isPrefixed ? `xmlns:${prefix}` : 'xmlns', namespace] : undefined,
      isAttribute: xml['attribute'] === true,
      isWrapped: xml['wrapped'] === true,
    };
  }

  /** What it is called with its prefix, which stands before a name that goes without saying, too. */
  nameOr(implied: string): string {
    const { name = implied, prefix } = this.xml;
    return prefix === undefined ? name : `${prefix}:${name}`;
  }

  /** The name of the component schema that it refers to. */
  get component(): string | undefined {
    return this.#effectiveSchemas[0]?.components[0];
  }

  /** The properties that are declared here. */
  get properties(): readonly string[] {
    return [...new Set(this.#said('properties').flatMap((properties) => Object.keys(properties)))];
  }

  property(name: string): XmlPlace {
    return new XmlPlace(
      this.#schemas,
      this.#below((effective) => propertyPointers(effective, name)),
    );
  }

  item(index: number): XmlPlace {
    return new XmlPlace(
      this.#schemas,
      this.#below((effective) => itemPointers(effective, index)),
    );
  }

  #said(keyword: string): JsonObject[] {
    return this.#effectiveSchemas.flatMap(({ schemas }) =>
      schemas.map(({ schema }) => objectOf(schema[keyword])).filter(isObject),
    );
  }

  #below(step: (effective: EffectiveSchema) => readonly string[]): string[] {
    return [...new Set(this.#effectiveSchemas.flatMap(step))];
  }
}

/** Alternatives beyond these are not searched for names. */
const MOST_BRANCHES = 4;

/** The name of a property's element or attribute, or of each item's element where it is a list without one around it. */
export function nameOfProperty(property: string, place: XmlPlace, isList: boolean): string {
  // The name of a list is that of what is around its items.
  return (isList && !place.xml.isWrapped ? place.item(0) : place).nameOr(property);
}
