/** Media types that are a sequence of items (OpenAPI 3.2 §4.14.3.1), and the schemas of their items. */
import { isObject, type JsonObject, toPointer } from './json.ts';
import { walk } from './walk.ts';

/** How the items stand one after the other. `parts`: of a multipart body without names. */
export type SequenceKind = 'lines' | 'json-seq' | 'events' | 'parts';

/**
 * How the items of a body of that media type stand one after the other; `undefined` where it is no sequence.
 *
 * @param type as a contract or a request writes it: `application/jsonl; charset=utf-8`
 */
export function sequenceKind(type: string): SequenceKind | undefined {
  const essence = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (LINES.has(essence)) return 'lines';
  // RFC 7464, RFC 8091.
  if (/^application\/(.+\+)?json-seq$/.test(essence)) return 'json-seq';
  if (essence === 'text/event-stream') return 'events';
  return essence.startsWith('multipart/') && essence !== 'multipart/form-data' ? 'parts' : undefined;
}

/** None of them is registered. */
const LINES: ReadonlySet<string> = new Set([
  ...['application/jsonl', 'application/x-jsonl', 'application/jsonlines', 'application/x-jsonlines'],
  ...['application/ndjson', 'application/x-ndjson'],
]);

/**
 * Writes, in place, beside each `itemSchema` what it means for the whole: the schema of a list of such items. What
 * reads the schema of a body so reads that of a stream as well.
 */
export function listItems(document: JsonObject): void {
  walk(document, (media, path) => {
    const { itemSchema, schema } = media;
    if (schema !== undefined || !isItemSchema(itemSchema) || !isSequence(path)) return;
    const isReference = isObject(itemSchema) && typeof itemSchema['$ref'] === 'string';
    // By reference, so that it stands once, and what is told of an item is told where it was written.
    const items = isReference
      ? { ...itemSchema }
      : { $ref: `#${encodeURI(toPointer([...path, 'itemSchema']))}` };
    media['schema'] = { type: 'array', items };
  });
}

/** Whether a media type object at `path` is one of a sequence. In the components it may be of any type. */
export function isSequence(path: readonly string[]): boolean {
  const owner = path.at(-2);
  return owner === 'mediaTypes' || (owner === 'content' && sequenceKind(path.at(-1) ?? '') !== undefined);
}

function isItemSchema(value: JsonObject[string] | undefined): value is JsonObject | boolean {
  return typeof value === 'boolean' || isObject(value);
}
