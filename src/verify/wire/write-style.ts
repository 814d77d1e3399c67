/** How a parameter's value is written by its `style` (OpenAPI 3.1 §4.8.12.6, RFC 6570). */

import type { Parameter } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import type { Styled } from '../model/form-fields.ts';
import { contentText } from './content-text.ts';
import { encode, encodeReserved } from './percent.ts';
import { textOf } from './text.ts';
import { Unwritable } from './unwritable.ts';

export type Pair = readonly [name: string, text: string];

/** The pairs of a query or a form, percent-encoded. */
export function writePairs(styled: Styled, value: Json): Pair[] {
  const { name, style, explode, allowReserved, mediaType } = styled;
  if (mediaType !== undefined) return [[encode(name), encode(contentText(mediaType, value))]];
  const write = allowReserved ? encodeReserved : encode;
  if (isObject(value)) {
    const entries = entriesOf(value);
    if (style === 'deepObject') return entries.map(([key, text]) => [encode(`${name}[${key}]`), write(text)]);
    if (explode) return entries.map(([key, text]) => [encode(key), write(text)]);
    return [[encode(name), joined(entries.flat(), delimiterOf(style))]];
  }
  if (!Array.isArray(value)) return [[encode(name), write(textOf(value))]];
  if (style === 'deepObject') throw new Unwritable('deepObject says nothing of lists');
  const texts = textsOf(value);
  return explode
    ? texts.map((text) => [encode(name), write(text)])
    : [[encode(name), joined(texts, delimiterOf(style))]];
}

/** What stands in a path for a parameter. */
export function writePathValue({ name, style, explode, mediaType }: Parameter, value: Json): string {
  if (mediaType !== undefined) return encode(contentText(mediaType, value));
  const isSimple = style === 'simple';
  if (!isSimple && style !== 'label' && style !== 'matrix') {
    throw new Unwritable(`a path has no parameters of style ${style}`);
  }
  const prefix = { simple: '', label: '.', matrix: ';' }[style];
  const inner = explode && !isSimple ? prefix : ',';
  if (isObject(value)) {
    const entries = entriesOf(value);
    if (explode) {
      const pairs = entries.map(([key, text]) => `${part(key, inner, '=')}=${part(text, inner, '=')}`);
      return prefix + pairs.join(inner);
    }
    return `${prefix}${style === 'matrix' ? `${encode(name)}=` : ''}${joined(entries.flat(), ',')}`;
  }
  const texts = Array.isArray(value) ? textsOf(value) : [textOf(value)];
  if (style !== 'matrix') {
    return prefix + (Array.isArray(value) ? joined(texts, inner) : texts.map(encode).join(''));
  }
  if (!Array.isArray(value)) {
    const [text = ''] = texts;
    return `;${encode(name)}${text === '' ? '' : `=${encode(text)}`}`;
  }
  return explode
    ? texts.map((text) => `;${encode(name)}=${part(text, ';')}`).join('')
    : `;${encode(name)}=${joined(texts, ',')}`;
}

/** The value of a header field; nothing is percent-encoded. */
export function writeField(
  { explode, mediaType }: Pick<Styled, 'explode' | 'mediaType'>,
  value: Json,
): string {
  if (mediaType !== undefined) return fieldText(contentText(mediaType, value));
  if (isObject(value)) {
    const entries = entriesOf(value);
    const parts = explode ? entries.map((entry) => entry.map(plain(',', '=')).join('=')) : entries.flat();
    return fieldText(parts.map(explode ? String : plain(',')).join(','));
  }
  if (Array.isArray(value)) return fieldText(textsOf(value).map(plain(',')).join(','));
  return fieldText(textOf(value));
}

/** The pairs of a `Cookie` field. Servers do not agree on escapes in it, so there are none. */
export function writeCookies({ name, style, explode, mediaType }: Parameter, value: Json): Pair[] {
  // JSON cannot do without: its quotes must not stand in a cookie.
  if (mediaType !== undefined) return [[name, encode(contentText(mediaType, value))]];
  if (isObject(value)) {
    const entries = entriesOf(value);
    if (explode) return entries.map(([key, text]) => [cookieText(key), cookieText(text)]);
    return [[name, entries.flat().map(plain(',')).map(cookieText).join(',')]];
  }
  if (!Array.isArray(value)) return [[name, cookieText(textOf(value))]];
  // OpenAPI 3.2 §4.12.3 says of the style `cookie` that each item is a cookie.
  if (explode && style === 'cookie') return textsOf(value).map((text) => [name, cookieText(text)]);
  if (explode && value.length > 1) {
    throw new Unwritable('of several cookies with one name most servers see but one');
  }
  return [[name, textsOf(value).map(plain(',')).map(cookieText).join(',')]];
}

function delimiterOf(style: string): string {
  return { spaceDelimited: ' ', pipeDelimited: '|' }[style] ?? ',';
}

/** `texts` around a delimiter that no server can mistake for a part of one of them. */
function joined(texts: readonly string[], delimiter: string): string {
  const between = delimiter === ' ' || delimiter === '|' ? encode(delimiter) : delimiter;
  return texts.map((text) => part(text, delimiter)).join(between);
}

/** Servers decode before they take a list apart, or after: an escaped delimiter would be read in two ways. */
function part(text: string, ...delimiters: readonly string[]): string {
  return encode(plain(...delimiters)(text));
}

function plain(...delimiters: readonly string[]): (text: string) => string {
  return (text) => {
    const found = delimiters.find((delimiter) => text.includes(delimiter));
    if (found === undefined) return text;
    throw new Unwritable(`an item that holds ${JSON.stringify(found)} cannot be told from two`);
  };
}

function textsOf(items: readonly Json[]): string[] {
  if (items.length === 0) throw new Unwritable('a list without items cannot be told from no list');
  return items.map((item) => textOf(item));
}

function entriesOf(value: { readonly [key: string]: Json }): [key: string, text: string][] {
  const entries = Object.entries(value);
  if (entries.length === 0) throw new Unwritable('an object without properties cannot be told from none');
  return entries.map(([key, part]) => [key, textOf(part)]);
}

/** RFC 9110 §5.5: visible ASCII, with spaces inside but not around; other characters are not portable. */
function fieldText(text: string): string {
  if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)) {
    throw new Unwritable('a header field cannot carry that text');
  }
  return text;
}

/** RFC 6265 §4.1.1; a percent sign would be an escape to some servers, a comma the end of the pair. */
function cookieText(text: string): string {
  if (!/^[\x21\x23\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(text)) {
    throw new Unwritable('a cookie cannot carry that text');
  }
  return text;
}
