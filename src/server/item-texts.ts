/** The items of a sequence as they are sent: a line each, a record each, an event each (OpenAPI 3.2 §4.14.3). */
import { isObject, type Json, type JsonObject, type SequenceKind, sequenceKind } from '@countersign/contract';
import { parseJson } from './parse-json.ts';

/** What the server reads and writes item by item. */
export type ItemKind = Exclude<SequenceKind, 'parts'>;

/** @param type as a header or a contract writes it */
export function itemKind(type: string): ItemKind | undefined {
  const kind = sequenceKind(type);
  return kind === 'parts' ? undefined : kind;
}

/** What is wrong reads on from "the body". */
export function readItems(
  kind: ItemKind,
  text: string,
): { readonly value: Json[] } | { readonly reason: string } {
  if (kind === 'events') return { value: readEvents(text) };
  const texts =
    kind === 'lines' ? text.split('\n').filter((line) => line.trim() !== '') : text.split(RECORD).slice(1);
  // RFC 7464 §2.3: what stands before the first separator belongs to no record.
  if (kind === 'json-seq' && text !== '' && !text.startsWith(RECORD)) {
    return { reason: 'begins with no record separator (0x1E)' };
  }
  const value: Json[] = [];
  for (const [index, each] of texts.entries()) {
    const parsed = parseJson(each);
    if ('reason' in parsed) return { reason: `has an item (${index + 1}) that ${parsed.reason}` };
    value.push(parsed.value);
  }
  return { value };
}

/** The text of one item; `undefined` for what cannot be written so. */
export function writeItem(kind: ItemKind, item: unknown): string | undefined {
  if (kind === 'events') return writeEvent(item);
  try {
    const text = JSON.stringify(item);
    if (text === undefined) return undefined;
    return kind === 'lines' ? `${text}\n` : `${RECORD}${text}\n`;
  } catch {
    return undefined;
  }
}

/** RFC 7464 §2.2. */
const RECORD = '\x1e';

/** WHATWG HTML §9.2.6, but that the last event needs no empty line after it: the body is complete. */
function readEvents(text: string): JsonObject[] {
  const events: JsonObject[] = [];
  let event: JsonObject = {};
  let data: string[] = [];
  for (const line of [...text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/), '']) {
    if (line === '') {
      if (data.length > 0) events.push({ ...event, data: data.join('\n') });
      [event, data] = [{}, []];
      continue;
    }
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event' || (field === 'id' && !value.includes('\0'))) event[field] = value;
    else if (field === 'retry' && /^\d+$/.test(value)) event[field] = Number(value);
  }
  return events;
}

function writeEvent(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  const { data, ...fields } = item;
  if (typeof data !== 'string') return undefined;
  const lines = Object.entries(fields).map(([name, value]) => {
    const isField = name === 'retry' ? Number.isSafeInteger(value) : typeof value === 'string';
    const text = String(value);
    return isField && FIELDS.has(name) && !/[\r\n\0]/.test(text) ? `${name}: ${text}\n` : undefined;
  });
  if (lines.includes(undefined)) return undefined;
  return `${lines.join('')}${data
    .split(/\r\n|\n|\r/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;
}

const FIELDS: ReadonlySet<string> = new Set(['event', 'id', 'retry']);
