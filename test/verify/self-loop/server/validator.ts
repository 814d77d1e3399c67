/**
 * The third validator, which `verify` does not know: Hyperjump, which reads OpenAPI 3.0 and 3.1 documents as
 * they are, with a dialect of its own for each.
 */
import '@hyperjump/json-schema/openapi-3-0';
import '@hyperjump/json-schema/formats';
import {
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  type Validator,
  validate,
} from '@hyperjump/json-schema/openapi-3-1';
import type { Json, JsonObject } from '../../../../src/contract/json.ts';

setShouldValidateFormat(true);
// The meta-schema of 3.0 calls a `$ref` a `uri`, and so refuses `#/components/…` once formats are looked at.
setShouldValidateSchema(false);

export class DocumentValidator {
  readonly #uri: string;
  readonly #validators = new Map<string, Promise<Validator>>();

  /** @param name tells this document from all others */
  constructor(name: string, document: JsonObject) {
    this.#uri = `https://self-loop.test/${encodeURIComponent(name)}`;
    registerSchema(structuredClone(document), this.#uri, dialectOf(document));
  }

  /** Whether `value` is valid against the schema at the JSON pointer. */
  async isValid(pointer: string, value: Json): Promise<boolean> {
    const compiled = this.#validators.get(pointer) ?? this.#compile(pointer);
    this.#validators.set(pointer, compiled);
    return (await compiled)(value).valid;
  }

  #compile(pointer: string): Promise<Validator> {
    // It takes an encoded octet for a character of its own; letters beyond ASCII may stand in an IRI (RFC 3987).
    const fragment = pointer.replaceAll(/[\0-\x7f]+/g, encodeURI);
    return validate(`${this.#uri}#${fragment}`).catch((cause: unknown) => {
      throw new Error(`the schema at ${pointer} cannot be compiled`, { cause });
    });
  }
}

function dialectOf({ openapi }: JsonObject): string {
  return String(openapi).startsWith('3.0.')
    ? 'https://spec.openapis.org/oas/3.0/schema'
    : 'https://spec.openapis.org/oas/3.1/schema-base';
}
