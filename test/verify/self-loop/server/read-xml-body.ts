/** Reads a body in XML: OpenAPI 3.1.1 §4.8.26. */
import type { Json, JsonObject } from '../../../../src/contract/json.ts';
import { readXml, type XmlElement } from '../../unit/read-xml.ts';
import type { TextReader } from './text-reader.ts';

/** @throws {SyntaxError} it is no XML, or not the document that is due */
export function readXmlBody(reader: TextReader, text: string, schemaPointer: string): Promise<Json> {
  const root = parse(text);
  const expected = qualified(reader.xml(schemaPointer), reader.componentName(schemaPointer));
  if (root.name !== expected) throw new SyntaxError(`<${root.name}> is not <${expected}>`);
  return valueIn(reader, root, schemaPointer);
}

function parse(text: string): XmlElement {
  try {
    return readXml(text);
  } catch (error) {
    throw new SyntaxError(String(error));
  }
}

async function valueIn(reader: TextReader, element: XmlElement, pointer: string | undefined): Promise<Json> {
  const pointers = pointer === undefined ? [] : [pointer];
  if (pointer !== undefined && reader.allows(pointer, 'array')) {
    return Promise.all(
      element.children.map((child, index) => valueIn(reader, child, reader.items(pointer, index)[0])),
    );
  }
  if (element.children.length === 0 && Object.keys(ownAttributes(element)).length === 0) {
    return reader.one(element.text, pointers);
  }
  const value: JsonObject = {};
  if (pointer === undefined) return value;
  for (const name of reader.propertyNames(pointer)) {
    const [below] = reader.property(pointer, name);
    if (below === undefined) continue;
    const part = await propertyOf(reader, element, name, below);
    if (part !== undefined) value[name] = part;
  }
  const known = reader.propertyNames(pointer).flatMap((name) => {
    const [below] = reader.property(pointer, name);
    return below === undefined ? [] : [nameOf(reader, name, below)];
  });
  for (const child of element.children) {
    if (!known.includes(child.name))
      value[child.name] = await valueIn(reader, child, reader.property(pointer, child.name)[0]);
  }
  return value;
}

/** What the element says of a property, as an attribute, an element or several. */
async function propertyOf(
  reader: TextReader,
  element: XmlElement,
  property: string,
  pointer: string,
): Promise<Json | undefined> {
  const name = nameOf(reader, property, pointer);
  if (reader.xml(pointer)['attribute'] === true) {
    const text = ownAttributes(element)[name];
    return text === undefined ? undefined : reader.one(text, [pointer]);
  }
  const found = element.children.filter((child) => child.name === name);
  const [first] = found;
  if (first === undefined) return undefined;
  if (!isPlainList(reader, pointer)) return valueIn(reader, first, pointer);
  return Promise.all(found.map((child, index) => valueIn(reader, child, reader.items(pointer, index)[0])));
}

function nameOf(reader: TextReader, property: string, pointer: string): string {
  const [item] = reader.items(pointer, 0);
  const named = isPlainList(reader, pointer) ? item : pointer;
  return (named === undefined ? undefined : qualified(reader.xml(named), property)) ?? property;
}

function isPlainList(reader: TextReader, pointer: string): boolean {
  return reader.allows(pointer, 'array') && reader.xml(pointer)['wrapped'] !== true;
}

function qualified({ name, prefix }: JsonObject, otherwise: string | undefined): string | undefined {
  const local = typeof name === 'string' ? name : otherwise;
  return local !== undefined && typeof prefix === 'string' ? `${prefix}:${local}` : local;
}

function ownAttributes({ attributes }: XmlElement): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.startsWith('xmlns')));
}
