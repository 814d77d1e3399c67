/** The function `problem` that an API has to write, where its own error schema is not that of RFC 9457. */
import type { JsonObject, MediaType } from '@countersign/contract';
import { TextSchema } from './parameters/text-schema.ts';

/** A first version, to be pasted into the options of the server: `problem: ({ status, message }) => ({ … })`. */
export function problemToWrite(document: JsonObject, media: MediaType): string {
  const schema = new TextSchema(document, media.schema === undefined ? [] : [media.schema]);
  return `problem: ({ status, message }) => ({ status, body: ${skeletonOf(schema, '', 0)} })`;
}

/** Levels and properties of a body that are written out. */
const DEEPEST = 3;
const MOST_NAMES = 8;

/** Names of properties that hold what a person reads. */
const SENTENCE = /^(message|msg|detail|reason|error)$/i;

function skeletonOf(schema: TextSchema, name: string, depth: number): string {
  const { types, propertyNames } = schema;
  if (types.has('object') && propertyNames.length > 0 && depth < DEEPEST) {
    const names = propertyNames.slice(0, MOST_NAMES);
    const members = names.map((each) => memberOf(each, skeletonOf(schema.property(each), each, depth + 1)));
    return `{ ${members.join(', ')} }`;
  }
  if (types.has('string')) return SENTENCE.test(name) || depth === 0 ? 'message' : "'…'";
  if (types.has('number')) return /status|code/i.test(name) ? 'status' : '0';
  if (types.has('array')) return '[]';
  return types.has('boolean') ? 'false' : '{}';
}

function memberOf(name: string, value: string): string {
  if (name === value) return name;
  return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${value}`;
}
