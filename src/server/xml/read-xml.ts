/** What a document of XML says, by the hints of its schema. */
import { type Json, toPointer, type Violation } from '@countersign/contract';
import { coerce } from '../parameters/coerce.ts';
import type { XmlAttribute, XmlElement, XmlName } from './parse-xml.ts';
import { type GivenName, isCalled, writtenAs, type XmlPlace, type XmlProperty } from './xml-place.ts';

export interface ReadXml {
  readonly value: Json;
  /** What the document has that a value cannot say. What the value says there means nothing. */
  readonly faults: readonly Violation[];
}

/** The value in a document; what is not declared is a property, or a list of them, by the name that it has. */
export function readXml(place: XmlPlace, root: XmlElement): ReadXml {
  const reader = new Reader();
  const names = place.rootNames;
  const [expected] = names;
  if (expected !== undefined && !names.some((name) => isCalled(name, root.name, 'element'))) {
    reader.blame([], expected, root);
    return { value: null, faults: reader.faults };
  }
  return { value: reader.valueOf(place, root, []), faults: reader.faults };
}

/** A client learns as much from these as from thousands. */
const MOST_FAULTS = 100;

type Path = readonly (string | number)[];

class Reader {
  readonly faults: Violation[] = [];

  valueOf(place: XmlPlace, element: XmlElement, path: Path): Json {
    if (element.attributes.some(isNil)) return null;
    if (place.isList) return this.#items(place, element, path);
    const isLeaf = element.children.length === 0 && element.attributes.every(isOfXml);
    return isLeaf && !place.declared.some(isOfText)
      ? leaf(place, element.text)
      : this.#properties(place, element, path);
  }

  blame(path: Path, expected: GivenName, { name }: XmlElement): void {
    this.#tell(path, writtenAs(expected), name.written, `must be an element <${writtenAs(expected)}>`);
  }

  #items(place: XmlPlace, element: XmlElement, path: Path): Json {
    if (element.text.trim() !== '') this.#tellText(path, element);
    return element.children.map((child, index) => {
      const own: GivenName = { local: child.name.local, prefix: undefined, namespace: undefined };
      const item = place.item(index);
      const expected = place.itemName(index, own);
      // An item without a name of its own is called what its list is, or, by many clients, what its schema is.
      if (item.isNamed && !isCalled(expected, child.name, 'element'))
        this.blame([...path, index], expected, child);
      return this.valueOf(item, child, [...path, index]);
    });
  }

  #properties(place: XmlPlace, element: XmlElement, path: Path): Json {
    const found = new Map<string, Json[]>();
    const add = (property: string, value: Json): void => {
      const values = found.get(property);
      if (values === undefined) found.set(property, [value]);
      else values.push(value);
    };
    for (const { name, text } of element.attributes.filter((attribute) => !isOfXml(attribute))) {
      const property = this.#propertyOf(place, name, 'attribute', path);
      add(property, leaf(place.property(property), text));
    }
    for (const child of element.children) {
      const property = this.#propertyOf(place, child.name, 'element', path);
      const below = place.property(property);
      const index = found.get(property)?.length ?? 0;
      const value = below.isPlainList
        ? this.valueOf(below.item(index), child, [...path, property, index])
        : this.valueOf(below, child, [...path, property]);
      add(property, value);
    }
    const text = place.declared.find(isOfText);
    if (text !== undefined) add(text.property, leaf(text.place, element.text));
    else if (element.text.trim() !== '') this.#tellText(path, element);
    return Object.fromEntries(
      Array.from(found, ([property, values]) => {
        const [first = null, ...others] = values;
        // What comes twice and should not is a list, which its schema refuses.
        const isOne = others.length === 0 && !place.property(property).isPlainList;
        return [property, isOne ? first : values];
      }),
    );
  }

  /** What is called otherwise than any declared property is one of its own, unless the name is taken by one. */
  #propertyOf(place: XmlPlace, name: XmlName, kind: 'element' | 'attribute', path: Path): string {
    const isOfKind = (each: XmlProperty): boolean =>
      kind === 'attribute' ? each.place.isAttribute : !each.place.isAttribute && !each.place.isText;
    const own = place.declared.find((each) => isOfKind(each) && isCalled(each.name, name, kind));
    if (own !== undefined) return own.property;
    const property = name.written;
    const other = place.declared.find((each) => each.property === property);
    if (other !== undefined) {
      const expected = writtenAs(other.name);
      const what = other.place.isAttribute ? `the attribute ${expected}` : `the element <${expected}>`;
      const message = `must be ${other.place.isText ? 'the text of the element around it' : what}`;
      this.#tell([...path, property], expected, property, message);
    }
    return property;
  }

  #tellText(path: Path, { text }: XmlElement): void {
    this.#tell(path, 'elements', text.trim(), 'must have no text beside its elements and attributes');
  }

  #tell(path: Path, expected: string, actual: string, message: string): void {
    if (this.faults.length === MOST_FAULTS) return;
    this.faults.push({ in: 'body', pointer: toPointer(path), keyword: 'xml', expected, actual, message });
  }
}

/** A text that has no parts. Space around what is no text means nothing (XML Schema Part 2 §4.3.6). */
function leaf({ schema }: XmlPlace, text: string): Json {
  if (schema.types.has('string')) return coerce(schema, text);
  const trimmed = text.trim();
  if (trimmed === '' && schema.types.has('object')) return {};
  return coerce(schema, trimmed);
}

function isOfText({ place }: XmlProperty): boolean {
  return place.isText;
}

const XML_SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** Attributes for parsers, which are no data: `xsi:schemaLocation`. */
function isOfXml({ name }: XmlAttribute): boolean {
  return name.namespace === XML_SCHEMA_INSTANCE;
}

/** XML Schema Part 1 §2.6.2 */
function isNil({ name, text }: XmlAttribute): boolean {
  return (
    name.namespace === XML_SCHEMA_INSTANCE && name.local === 'nil' && (text.trim() === 'true' || text === '1')
  );
}
