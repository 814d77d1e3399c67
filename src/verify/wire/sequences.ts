/** A list as its items one after the other: lines of JSON, records (RFC 7464), events (WHATWG HTML §9.2). */
import { isObject, type Json, type JsonObject } from '@countersign/contract';
import type { MediaKind } from './media-kind.ts';
import { Unwritable } from './unwritable.ts';

/** The kinds of bodies that are a list of items. */
export type Sequence = Extract<MediaKind, 'lines' | 'records' | 'events'>;

export function isSequence(kind: MediaKind): kind is Sequence {
  return kind === 'lines' || kind === 'records' || kind === 'events';
}

/** @throws {Unwritable} the value is no list, a list of nothing, or has an item that cannot be written so */
export function writeSequence(kind: Sequence, value: Json): string {
  if (!Array.isArray(value)) throw new Unwritable(`${kind} are a list`);
  if (value.length === 0) throw new Unwritable(`no ${kind} cannot be told from no body`);
  return value.map((item) => WRITE[kind](item)).join('');
}

const WRITE: Readonly<Record<Sequence, (item: Json) => string>> = {
  lines: (item) => `${JSON.stringify(item)}\n`,
  records: (item) => `\x1e${JSON.stringify(item)}\n`,
  events: writeEvent,
};

function writeEvent(item: Json): string {
  if (!isObject(item) || typeof item['data'] !== 'string')
    throw new Unwritable('an event without data is none');
  const { data, ...fields } = item;
  const lines = Object.entries(fields).map(([name, value]) => {
    const isOf = name === 'retry' ? Number.isSafeInteger(value) && Number(value) >= 0 : isFieldText(value);
    if (!['event', 'id', 'retry'].includes(name) || !isOf) {
      throw new Unwritable(`events have no field ${name} of that value`);
    }
    return `${name}: ${value}\n`;
  });
  if (/[\r\0]/.test(data)) throw new Unwritable('a carriage return in an event is read as a line feed');
  const texts = data.split('\n').map((line) => `data: ${line}\n`);
  return `${lines.join('')}${texts.join('')}\n`;
}

/** Without a value, a field is read as if it were not there, or as an empty one. */
function isFieldText(value: Json): boolean {
  return typeof value === 'string' && /^[^\r\n\0]+$/.test(value);
}

/** The items, or `undefined` where one is no JSON. */
export function readSequence(kind: Sequence, text: string): Json[] | undefined {
  if (kind === 'events') return readEvents(text);
  const texts = kind === 'lines' ? text.split('\n') : text.split('\x1e');
  try {
    return texts.filter((each) => each.trim() !== '').map((each) => JSON.parse(each));
  } catch {
    return undefined;
  }
}

/** An event ends with an empty line; what stands after the last one is no event yet. */
function readEvents(text: string): JsonObject[] {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n\n+/)
    .slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = block.split('\n').map((line): [string, string] => {
      const end = line.indexOf(':');
      return end < 0 ? [line, ''] : [line.slice(0, end), line.slice(end + 1).replace(/^ /, '')];
    });
    const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
    if (data.length === 0) return [];
    const event: JsonObject = {};
    for (const [name, value] of fields) {
      if (name === 'event' || (name === 'id' && !value.includes('\0'))) event[name] = value;
      else if (name === 'retry' && /^\d+$/.test(value)) event[name] = Number(value);
    }
    return [{ ...event, data: data.join('\n') }];
  });
}
