/** XML text as a tree of elements. No other file knows saxes. */
import { type SaxesAttributeNS, SaxesParser } from 'saxes';

/** Levels of elements. What reads a document recursively must not run out of stack. */
export const DEEPEST_XML = 64;

/** A name as it stands in a document, and what its prefix stands for there. */
export interface XmlName {
  /** With its prefix. */
  readonly written: string;
  readonly local: string;
  /** Empty: none. */
  readonly namespace: string;
}

export interface XmlAttribute {
  readonly name: XmlName;
  readonly text: string;
}

export interface XmlElement {
  readonly name: XmlName;
  /** Without those that declare namespaces. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlElement[];
  /** What stands directly in it, sections of CDATA included. */
  text: string;
}

/** The root of a document, or what is wrong with the text, in words that read on from its name. */
export type ParsedXml = { readonly root: XmlElement } | { readonly reason: string };

/**
 * A document type (DTD) is refused, and with it whatever it could declare: entities that grow, files and hosts that
 * are read. The five entities of XML itself and references to characters are all that is left.
 *
 * @param charset that of the transfer, which says more than the document itself (RFC 7303 §3)
 */
export function parseXml(text: string, charset: string | undefined): ParsedXml {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (charset === undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
      throw new Refused(`is in ${encoding}, which neither Content-Type says nor this server reads`);
    }
  });
  parser.on('doctype', () => {
    throw new Refused('has a document type (DTD), which is not read');
  });
  parser.on('error', () => {
    throw new Refused('is not XML');
  });
  parser.on('opentag', ({ name, local, uri, attributes }) => {
    if (open.length === DEEPEST_XML) throw new Refused(`is nested deeper than ${DEEPEST_XML} levels`);
    const element: XmlElement = {
      name: { written: name, local, namespace: uri },
      attributes: Object.values(attributes).filter(isData).map(toAttribute),
      children: [],
      text: '',
    };
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const add = (part: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refused) return { reason: error.message };
    throw error;
  }
  return root === undefined ? { reason: 'is not XML' } : { root };
}

/** Ends the parsing: saxes would go on after what is wrong. */
class Refused extends Error {}

function isData({ uri }: SaxesAttributeNS): boolean {
  return uri !== 'http://www.w3.org/2000/xmlns/';
}

function toAttribute({ name, local, uri, value }: SaxesAttributeNS): XmlAttribute {
  return { name: { written: name, local, namespace: uri }, text: value };
}
