import { at, isObject, type Json, type JsonObject, LONGEST_REFERENCE_CHAIN } from '@countersign/contract';

/** What stands at the end of the references of `value`: itself, where it is none. */
export function followed(document: JsonObject, value: Json): Json {
  let here = value;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    if (!isObject(here) || typeof here['$ref'] !== 'string') break;
    here = at(document, here['$ref']) ?? {};
  }
  return here;
}
