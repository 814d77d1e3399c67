/** Which of its documented answers a mock gives to a request, and with what in it. */
import {
  findResponse,
  type MediaType,
  type Operation,
  type ResponseSpec,
  sequenceKind,
} from '@countersign/contract';
import { type AnyReply, Problem } from '@countersign/server';
import { type MockValues, PLAIN } from './mock-values.ts';
import type { Preference } from './preference.ts';

/** What a request asks of its answer. */
export interface Wish extends Preference {
  /** The best of some media types for who asks (RFC 9110 §12.5.1); `undefined` where none will do. */
  readonly accepted: (types: readonly string[]) => string | undefined;
}

/**
 * The answer to a valid request: the one that is asked for, or else the first success.
 *
 * @throws {Problem} the contract has no such answer
 */
export function mockAnswer(operation: Operation, wish: Wish, values: MockValues): AnyReply {
  if (wish.wrongCode !== undefined) throw noSuchAnswer(`${wish.wrongCode} is no status`, statuses(operation));
  const status = wish.code ?? usualStatus(operation);
  if (status === undefined) throw noAnswer(operation);
  const spec = findResponse(operation, status);
  if (spec === undefined) throw noSuchAnswer(`${operation.id} documents no ${status}`, statuses(operation));
  const answer = writeAnswer(spec, status, wish, values);
  if (answer === undefined) throw new Error(`no value was found that keeps the schema of its ${status}`);
  return answer;
}

/** `spec` as an answer with `status`; `undefined` where no value was found that keeps its schema. */
export function writeAnswer(
  spec: ResponseSpec,
  status: number,
  wish: Wish,
  values: MockValues,
): AnyReply | undefined {
  const { content } = spec;
  const named = wish.example;
  if (named !== undefined && !content.some((media) => hasExample(media, named))) {
    const names = content.flatMap(({ examples }) => examples.map(({ name }) => name));
    throw noSuchAnswer(`${status} has no example ${named}`, names);
  }
  const headers = headersOf(spec, values);
  const media = chooseMedia(content, wish);
  if (media === undefined) return { status, headers };
  const value = values.valueFor(media, wish);
  if (value === undefined) return undefined;
  const type = concrete(media.type);
  return { status, headers, mediaType: type, body: bodyAs(type, value) };
}

/** The lowest success; else what the contract says of all others; else whatever it documents first. */
function usualStatus({ responses }: Operation): number | undefined {
  const known = responses.map(({ status }) => status).filter((status) => !status.startsWith('1'));
  const [success] = known.filter((status) => status.startsWith('2')).sort();
  const chosen = success ?? known.find((status) => status === 'default') ?? known.toSorted()[0];
  if (chosen === undefined) return undefined;
  return chosen === 'default' ? 200 : Number(chosen.replace('XX', '00'));
}

function headersOf({ headers }: ResponseSpec, values: MockValues): Record<string, unknown> {
  return Object.fromEntries(
    headers.map((header) => {
      const isFree = header.schema === true && header.examples.length === 0;
      return [header.name, isFree ? 'string' : values.valueFor(header, PLAIN)];
    }),
  );
}

/** What holds the example that is asked for, in a type that is accepted; without one, the first that is documented. */
function chooseMedia(content: readonly MediaType[], { accepted, example }: Wish): MediaType | undefined {
  const able = example === undefined ? content : content.filter((media) => hasExample(media, example));
  const best = accepted(able.map(({ type }) => concrete(type)));
  return able.find(({ type }) => concrete(type) === best) ?? able[0];
}

/** Whether `wanted` is one of the examples. */
export function hasExample({ examples }: MediaType, wanted: string | undefined): boolean {
  return examples.some(({ name }) => name === wanted);
}

/** A type for a range. */
function concrete(type: string): string {
  if (!type.includes('*')) return type;
  const [top = '*', sub = '*'] = type.split('/');
  const suffix = /\+[^+]+$/.exec(sub)?.[0];
  if (suffix !== undefined) return `${top === '*' ? 'application' : top}/vnd.mock${suffix}`;
  return SUBTYPES[top] ?? 'application/json';
}

const SUBTYPES: Readonly<Record<string, string>> = {
  text: 'text/plain',
  image: 'image/png',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  font: 'font/woff2',
};

/** What has no form for values is text: a value of another kind is told as JSON. Of a sequence, one item is a list of it. */
function bodyAs(type: string, value: unknown): unknown {
  const sequence = sequenceKind(type);
  // A text is the whole sequence as it is sent. What else is no list keeps a schema that is that of each item.
  if (sequence !== undefined && sequence !== 'parts' && typeof value !== 'string')
    return Array.isArray(value) ? value : [value];
  return STRUCTURED.test(type.split(';')[0] ?? '') || typeof value === 'string'
    ? value
    : JSON.stringify(value);
}

/** The media types that a server writes single values as. */
const STRUCTURED = /[/+](json|xml|x-www-form-urlencoded)\s*$/i;

function statuses({ responses }: Operation): string[] {
  return responses.map(({ status }) => status);
}

function noAnswer({ id }: Operation): Problem {
  const message = `The contract documents no answer of ${id}, so that a mock has none.`;
  return new Problem({ kind: 'application', code: 'no_answer', status: 501, message });
}

function noSuchAnswer(what: string, known: readonly string[]): Problem {
  const choice = known.length === 0 ? 'there is none' : `there is ${known.join(', ')}`;
  return new Problem({
    kind: 'application',
    code: 'no_such_answer',
    status: 404,
    message: `Prefer asks for an answer that the contract does not have: ${what}; ${choice}.`,
  });
}
