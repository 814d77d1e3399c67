/** How the properties of a body are sent where it is no JSON. */
import type { Json, Parameter } from '@countersign/contract';

/** What the schema of a body says of its form, looked up when a request is written. */
export interface BodyFields {
  /** How a property of a form is sent. */
  of(name: string): Field;
  /** Whether a body of XML is its text already. */
  isXmlText(): boolean;
  /** @throws {Unwritable} the value has no form in XML */
  toXml(value: Json): string;
}

export interface Field {
  readonly kind: 'text' | 'json' | 'file';
  /** Whether its value is a list of which each item is sent by itself. */
  readonly isList: boolean;
  /** The schemas of its value, or of an item of its list. */
  readonly pointers: readonly string[];
  /** The media type that its parts are sent as; none for a text whose type goes without saying. */
  readonly contentType: string | undefined;
  /** The media types and ranges that the contract allows for it; empty where it names none. */
  readonly allowed: readonly string[];
  /** The names of the header fields that its parts must have beyond their own. */
  readonly headers: readonly string[];
  /** How it is written where the contract gives it a style. */
  readonly styled: Styled | undefined;
}

/** What is written by a style: a parameter, or a field of a form. */
export type Styled = Pick<
  Parameter,
  'name' | 'style' | 'explode' | 'allowReserved' | 'schemaPointer' | 'mediaType'
> &
  Partial<Pick<Parameter, 'allowEmptyValue'>>;
