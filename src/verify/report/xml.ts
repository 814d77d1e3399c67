/** The little of XML 1.0 that a report is written in. */

export type XmlAttributes = Readonly<Record<string, string | number>>;

/** @param content markup, made by this function or by `xmlText` */
export function xmlElement(name: string, attributes: XmlAttributes, content: readonly string[] = []): string {
  const list = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  const start = `<${name}${list.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`;
}

export function xmlText(text: string): string {
  return legal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** XML 1.0 §3.3.3: a line break in an attribute would be read as a space. */
function escapeAttribute(text: string): string {
  return xmlText(text)
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** XML 1.0 §2.2: some characters cannot be written at all. */
function legal(text: string): string {
  return text.toWellFormed().replaceAll(ILLEGAL, '\uFFFD');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
