/** A request as a command that can be pasted into a POSIX shell. */
import type { WireRequest } from '../exchange.ts';

/** Bytes of a body that a command holds. */
const LONGEST_BODY = 4_000;

/** Bytes that are shown of a longer one: the command cannot be pasted then, and says so. */
const BEGINNING = 200;

/** One argument a line, as a reader wants to see it. */
export function toCurl(baseUrl: string, { method, target, headers, body }: WireRequest): string {
  const parts = [`curl -i -X ${method} ${quote(baseUrl.replace(/\/$/, '') + target)}`];
  for (const [name, value] of headers) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined && body.length > 0) {
    const isLong = body.length > LONGEST_BODY;
    const text = new TextDecoder().decode(isLong ? body.subarray(0, BEGINNING) : body);
    parts.push(`--data-raw ${quote(text)}${isLong ? ` # cut: the body has ${body.length} bytes` : ''}`);
  }
  return parts.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
