/** How a server reads XML by its schemas: written apart from how it is written. */
import type { Json, JsonObject } from '@countersign/contract';
import type { Schemas } from '../values/schemas.ts';
import { readText, typesAtAny } from './text.ts';
import { nameOfProperty, XmlPlace } from './xml-names.ts';

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, text: string])[];
  readonly children: Element[];
  text: string;
}

/** The value in an XML document, or `undefined` where it is none. */
export function readXml(schemas: Schemas, schemaPointer: string, text: string): Json | undefined {
  const root = parse(text);
  return root && readElement(schemas, new XmlPlace(schemas, [schemaPointer]), root);
}

function readElement(schemas: Schemas, place: XmlPlace, element: Element): Json {
  const types = typesAtAny(schemas, place.pointers);
  const attributes = element.attributes.filter(([name]) => !/^xmlns(:|$)/.test(name));
  if (element.children.length === 0 && attributes.length === 0) {
    return element.text === '' && types.has('object') ? {} : readText(element.text, types);
  }
  if (types.has('array') && !types.has('object')) {
    return element.children.map((child, index) => readElement(schemas, place.item(index), child));
  }
  const value: JsonObject = {};
  const declared = new Map(
    place.properties.map((property) => {
      const below = place.property(property);
      return [nameOfProperty(property, below, isList(schemas, below)), property];
    }),
  );
  for (const [name, text] of attributes) {
    const property = declared.get(name) ?? name;
    value[property] = readText(text, typesAtAny(schemas, place.property(property).pointers));
  }
  for (const child of element.children) {
    const property = declared.get(child.name) ?? child.name;
    const below = place.property(property);
    const before = value[property];
    if (!isList(schemas, below) || below.xml.isWrapped)
      value[property] = before ?? readElement(schemas, below, child);
    else {
      const items = Array.isArray(before) ? before : [];
      value[property] = [...items, readElement(schemas, below.item(items.length), child)];
    }
  }
  return value;
}

function isList(schemas: Schemas, { pointers }: XmlPlace): boolean {
  const types = typesAtAny(schemas, pointers);
  return types.has('array') && !types.has('object') && !types.has('string');
}

const TOKEN = /<\?[^?]*\?>\s*|<\/([^\s<>/]+)>|<([^\s<>/]+)((?:\s+[^\s=<>]+="[^"<]*")*)>|([^<]+)/y;

/** The root of a document in the plain XML that `write-xml.ts` writes. */
function parse(text: string): Element | undefined {
  const open: Element[] = [{ name: '', attributes: [], children: [], text: '' }];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    const inside = open.at(-1);
    if (match === null || inside === undefined) return undefined;
    const [, closed, opened, attributes = '', characters] = match;
    if (characters !== undefined) inside.text += unescaped(characters);
    else if (closed !== undefined) {
      if (open.pop()?.name !== closed) return undefined;
    } else if (opened !== undefined) {
      const element = { name: opened, attributes: readAttributes(attributes), children: [], text: '' };
      inside.children.push(element);
      open.push(element);
    }
  }
  const [document, ...unclosed] = open;
  return unclosed.length > 0 || document?.children.length !== 1 ? undefined : document.children[0];
}

function readAttributes(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    unescaped(value),
  ]);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(text: string): string {
  return text.replaceAll(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
