/** Writes a value as XML, by the XML Objects of its schemas. */
import { isObject, type Json } from '@countersign/contract';
import type { Schemas } from '../values/schemas.ts';
import { textOf } from './text.ts';
import { Unwritable } from './unwritable.ts';
import { nameOfProperty, XmlPlace } from './xml-names.ts';

/** The name of the element that holds a whole body, or `undefined` where the contract gives none. */
export function rootName(place: XmlPlace): string | undefined {
  const implied = place.xml.name ?? place.component;
  return implied === undefined ? undefined : place.nameOr(implied);
}

/** @throws {Unwritable} the value has no XML that every server reads alike */
export function writeXml(schemas: Schemas, schemaPointer: string, value: Json): string {
  const place = new XmlPlace(schemas, [schemaPointer]);
  const name = rootName(place);
  if (name === undefined) throw new Unwritable('the contract does not name the root of its XML');
  return `<?xml version="1.0" encoding="UTF-8"?>${writeElement(name, place, value)}`;
}

function writeElement(name: string, place: XmlPlace, value: Json): string {
  const { declaration } = place.xml;
  const attributes = declaration === undefined ? [] : [declaration];
  if (Array.isArray(value)) return tag(name, attributes, writeItems(name, place, value));
  if (!isObject(value)) return tag(name, attributes, escaped(textOf(value)));
  const own: (readonly [string, string])[] = [];
  const children: string[] = [];
  for (const [property, part] of Object.entries(value)) {
    const below = place.property(property);
    const { isAttribute, isWrapped, declaration: space } = below.xml;
    const called = nameOfProperty(property, below, Array.isArray(part));
    if (isAttribute) {
      if (space !== undefined) own.push(space);
      own.push([called, textOf(part)]);
    } else if (Array.isArray(part) && !isWrapped) {
      if (part.length === 0) throw new Unwritable('a list without items cannot be told from no list');
      children.push(...part.map((item, index) => writeItem(called, below.item(index), item)));
    } else children.push(writeElement(called, below, part));
  }
  return tag(name, [...attributes, ...own], children.join(''));
}

function writeItems(name: string, place: XmlPlace, items: readonly Json[]): string {
  if (items.length === 0) throw new Unwritable('a list without items cannot be told from no list');
  return items
    .map((item, index) => {
      const below = place.item(index);
      return writeItem(below.xml.name === undefined ? name : below.nameOr(name), below, item);
    })
    .join('');
}

function writeItem(name: string, place: XmlPlace, item: Json): string {
  if (Array.isArray(item)) throw new Unwritable('lists in lists have no XML of their own');
  return writeElement(name, place, item);
}

function tag(name: string, attributes: readonly (readonly [string, string])[], content: string): string {
  if (!NAME.test(name)) throw new Unwritable(`an element cannot be named ${JSON.stringify(name)}`);
  const written = attributes.map(([key, text]) => {
    if (!NAME.test(key)) throw new Unwritable(`an attribute cannot be named ${JSON.stringify(key)}`);
    return ` ${key}="${escaped(text)}"`;
  });
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Names that every parser takes, with a prefix or without (Namespaces in XML 1.0 §4). */
const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;

/** Text that no parser trims, normalises or refuses (XML 1.0 §2.2, §2.11, §3.3.3). */
function escaped(text: string): string {
  if (
    text === '' ||
    text.trim() !== text ||
    /[\p{Cc}\u2028\ufeff\ufffe\uffff]/u.test(text) ||
    !text.isWellFormed()
  ) {
    throw new Unwritable('an element cannot carry that text as it is');
  }
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
