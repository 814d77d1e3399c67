/** Tells the documented answers of one status apart, by what their examples say. */
import { isObject, type Json, type ResponseSpec } from '@countersign/contract';

/** One kind of answer that a contract documents under one status. */
export interface Answer {
  /** The error code, or the example's name; `undefined` for a status with one kind of answer and no code. */
  readonly code: string | undefined;
  /** Whether a body tells the code itself, so that it is the same whatever its sentences say. */
  readonly isTold: boolean;
  /** The name of an example that shows it, for a mock to be asked for. */
  readonly example: string | undefined;
  readonly signature: string | undefined;
}

/** The answers of a response: one for each error code among its examples, or one in all. */
export function answersOf({ status, content }: ResponseSpec): Answer[] {
  const examples = content.flatMap((media) => media.examples);
  if (status.startsWith('2') || examples.length === 0) return [ANY];
  const answers = new Map<string, Answer>();
  for (const { name, value } of examples) {
    const signature = signatureOf(value);
    if (answers.has(signature)) continue;
    const example = name === 'default' ? undefined : name;
    const [told] = codesOf(value);
    answers.set(signature, { code: told ?? example, isTold: told !== undefined, example, signature });
  }
  return [...answers.values()];
}

const ANY: Answer = { code: undefined, isTold: false, example: undefined, signature: undefined };

/** Which of the answers `body` is; the only one, where there is but one. */
export function recognize(spec: ResponseSpec, body: Json | undefined): Answer | undefined {
  const answers = answersOf(spec);
  const [only, ...others] = answers;
  if (only?.signature === undefined && others.length === 0) return only;
  return body === undefined ? undefined : answers.find(({ signature }) => signature === signatureOf(body));
}

/** What makes two bodies the same answer: their codes, or else their form and their sentences. */
function signatureOf(body: Json): string {
  const codes = codesOf(body);
  if (codes.length > 0) return codes.join(' ');
  if (!isObject(body)) return typeof body === 'string' ? sentence(body) : kindOf(body);
  return Object.entries(body)
    .map(([name, part]) => `${name}: ${typeof part === 'string' ? sentence(part) : kindOf(part)}`)
    .sort()
    .join(', ');
}

/** Property names that hold a code, where the value looks like one. */
const CODE_NAMES: ReadonlySet<string> = new Set(['code', 'error', 'type', 'kind', 'reason']);

function codesOf(body: Json): string[] {
  if (!isObject(body)) return [];
  const parts: [string, Json][] = Object.entries(body).flatMap(([name, part]): [string, Json][] =>
    isObject(part) ? Object.entries(part) : [[name, part]],
  );
  return parts.flatMap(([name, part]) =>
    CODE_NAMES.has(name) && typeof part === 'string' && /^[\w.:/-]+$/.test(part) ? [part] : [],
  );
}

/** A sentence without the parts that differ from one time to the next: ids, numbers, quoted names. */
function sentence(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '#')
    .replaceAll(/'[^']*'|"[^"]*"/g, '#')
    .replaceAll(/\d+([.,]\d+)*/g, '#');
}

function kindOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
