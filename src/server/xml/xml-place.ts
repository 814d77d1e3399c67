/** What the values of a schema are called in XML: its XML Objects (OpenAPI 3.1 §4.8.26, 3.2 §4.26). */
import type { TextSchema } from '../parameters/text-schema.ts';
import type { XmlName } from './parse-xml.ts';

/** A name that the contract gives. */
export interface GivenName {
  readonly local: string;
  readonly prefix: string | undefined;
  /** `undefined`: the contract says none, and any does. */
  readonly namespace: string | undefined;
}

/** A property that the contract declares. */
export interface XmlProperty {
  readonly property: string;
  readonly name: GivenName;
  readonly place: XmlPlace;
}

/** A schema with what it says of XML, worked out once. */
export class XmlPlace {
  readonly schema: TextSchema;
  /** Of the namespaces that are declared here and around, by prefix. */
  readonly #namespaces: ReadonlyMap<string, string>;
  readonly #below = new Map<TextSchema, XmlPlace>();
  #declared: readonly XmlProperty[] | undefined;

  constructor(schema: TextSchema, around: ReadonlyMap<string, string> = new Map()) {
    this.schema = schema;
    const { prefix, namespace } = this.#hints;
    const declares = typeof prefix === 'string' && typeof namespace === 'string';
    this.#namespaces = declares ? new Map([...around, [prefix, namespace]]) : around;
  }

  /** Whether the value is an attribute of the element around it. */
  get isAttribute(): boolean {
    return this.#hints['attribute'] === true || this.#hints['nodeType'] === 'attribute';
  }

  /** Whether the value is the text of the element around it. */
  get isText(): boolean {
    return this.#hints['nodeType'] === 'text' || this.#hints['nodeType'] === 'cdata';
  }

  get isList(): boolean {
    const { types } = this.schema;
    return types.has('array') && !types.has('object') && !types.has('string');
  }

  /** Whether the items of the list stand by themselves, with no element around them. */
  get isPlainList(): boolean {
    return this.isList && this.#hints['wrapped'] !== true && this.#hints['nodeType'] !== 'element';
  }

  /** The properties that the schema declares. */
  get declared(): readonly XmlProperty[] {
    this.#declared ??= this.schema.propertyNames.map((property) => {
      const place = this.property(property);
      return { property, place, name: place.#nameAs(property) };
    });
    return this.#declared;
  }

  property(name: string): XmlPlace {
    return this.#part(this.schema.property(name));
  }

  item(index: number): XmlPlace {
    return this.#part(this.schema.item(index));
  }

  /** The names that the root of a document may have, the first for one that is written; empty: the contract gives none. */
  get rootNames(): readonly GivenName[] {
    const named = this.schema.said('xml').filter(({ name }) => typeof name === 'string');
    const { component } = this.schema;
    if (named.length > 0) return named.map(({ name }) => this.#own(String(name)));
    return component === undefined ? [] : [this.#own(component)];
  }

  /** Of an item of the list `list`, which is called so itself. */
  itemName(index: number, list: GivenName): GivenName {
    const item = this.item(index);
    return item.isNamed ? item.#own(list.local) : list;
  }

  /** Whether the contract gives the value a name of its own. */
  get isNamed(): boolean {
    return typeof this.#hints['name'] === 'string';
  }

  /** The namespace that an element of the place declares. */
  get declaration(): readonly [attribute: string, namespace: string] | undefined {
    const { prefix, namespace } = this.#hints;
    if (typeof namespace !== 'string') return undefined;
    return [typeof prefix === 'string' ? `xmlns:${prefix}` : 'xmlns', namespace];
  }

  /** What a property is called: a list without an element around it is called what its items are. */
  #nameAs(property: string): GivenName {
    return this.isPlainList ? this.item(0).#own(property) : this.#own(property);
  }

  #own(otherwise: string): GivenName {
    const { name = otherwise, prefix, namespace } = this.#hints;
    if (typeof prefix !== 'string')
      return { local: String(name), prefix: undefined, namespace: textOf(namespace) };
    return {
      local: String(name),
      prefix,
      namespace: textOf(namespace) ?? this.#namespaces.get(prefix),
    };
  }

  get #hints(): Readonly<Record<string, unknown>> {
    // What stands first says most: the schema itself, then what it refers to and is made of.
    return Object.assign({}, ...this.schema.said('xml').toReversed());
  }

  #part(schema: TextSchema): XmlPlace {
    const known = this.#below.get(schema);
    if (known !== undefined) return known;
    const place = new XmlPlace(schema, this.#namespaces);
    if (this.#below.size < MOST_PLACES) this.#below.set(schema, place);
    return place;
  }
}

/** Places below one that are remembered: what a request names is as much as it likes. */
const MOST_PLACES = 1_000;

/** Whether something in a document is called what the contract says: a prefix is the document's own choice. */
export function isCalled(
  { local, prefix, namespace }: GivenName,
  found: XmlName,
  kind: 'element' | 'attribute',
): boolean {
  // An attribute without a prefix is in no namespace (Namespaces in XML 1.0 §6.2).
  if (namespace !== undefined && (kind === 'element' || prefix !== undefined))
    return found.local === local && found.namespace === namespace;
  return found.written === (prefix === undefined ? local : `${prefix}:${local}`);
}

/** `pet:name` */
export function writtenAs({ local, prefix }: GivenName): string {
  return prefix === undefined ? local : `${prefix}:${local}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
