/** A value as a document of XML, by the hints of its schema. */
import { isObject } from '@countersign/contract';
import { type GivenName, writtenAs, type XmlPlace } from './xml-place.ts';

/** A document, or why the value has none, in words that read on from its name. */
export type WrittenXml = { readonly text: string } | { readonly reason: string };

/** @param value as `JSON.parse` gives it */
export function writeXml(place: XmlPlace, value: unknown): WrittenXml {
  const [name] = place.rootNames;
  if (name === undefined) {
    return {
      reason: 'has a root that the contract gives no name (xml: {name: …}): return the text of the document',
    };
  }
  try {
    return { text: `<?xml version="1.0" encoding="UTF-8"?>${element(place, name, value)}` };
  } catch (error) {
    if (error instanceof Unwritable) return { reason: error.message };
    throw error;
  }
}

class Unwritable extends Error {}

type Attribute = readonly [name: string, text: string];

function element(place: XmlPlace, name: GivenName, value: unknown): string {
  const { declaration } = place;
  const attributes: Attribute[] = declaration === undefined ? [] : [declaration];
  if (value === null) return tag(name, [...attributes, ...NIL], '');
  if (Array.isArray(value)) return tag(name, attributes, items(place, name, value));
  if (!isObject(value)) return tag(name, attributes, escaped(value));
  const children: string[] = [];
  for (const [property, part] of Object.entries(value)) {
    const below = place.property(property);
    const called = place.declared.find((each) => each.property === property)?.name ?? undeclared(property);
    if (below.isText) children.push(escaped(part));
    else if (below.isAttribute) {
      if (below.declaration !== undefined) attributes.push(below.declaration);
      attributes.push([writtenAs(called), plain(part)]);
    } else if (Array.isArray(part) && (below.isPlainList || !below.isList)) {
      children.push(...part.map((item, index) => element(below.item(index), called, item)));
    } else children.push(element(below, called, part));
  }
  return tag(name, attributes, children.join(''));
}

function items(place: XmlPlace, list: GivenName, values: readonly unknown[]): string {
  return values.map((item, index) => element(place.item(index), place.itemName(index, list), item)).join('');
}

function undeclared(local: string): GivenName {
  return { local, prefix: undefined, namespace: undefined };
}

const NIL: readonly Attribute[] = [
  ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['xsi:nil', 'true'],
];

function tag(name: GivenName, attributes: readonly Attribute[], content: string): string {
  const called = nameOf(writtenAs(name));
  // Two attributes can ask for one namespace; a document declares it once.
  const written = [...new Map(attributes)].map(([key, text]) => ` ${nameOf(key)}="${escaped(text)}"`);
  return `<${called}${written.join('')}>${content}</${called}>`;
}

function nameOf(text: string): string {
  if (!NAME.test(text)) throw new Unwritable(`has a name that XML cannot hold: ${JSON.stringify(text)}`);
  return text;
}

/** Namespaces in XML 1.0 §4, without the characters of other scripts. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u;

function plain(value: unknown): string {
  if (typeof value === 'object') throw new Unwritable('has an attribute that is no text, number or boolean');
  return String(value);
}

function escaped(value: unknown): string {
  const text = plain(value);
  if (!TEXT.test(text)) throw new Unwritable('has characters that XML cannot hold');
  return text.replaceAll(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] ?? character);
}

/** XML 1.0 §2.2 */
const TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Line breaks and tabs too: in an attribute they would be read as spaces (§3.3.3). */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
