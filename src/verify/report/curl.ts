/** A request as a command that can be pasted into a POSIX shell. */
import type { WireRequest } from '../exchange.ts';

/** Bytes of a body that a command shows; a longer one is cut, and the command says so. */
const LONGEST_BODY = 4_000;

/** One argument a line, as a reader wants to see it. */
export function toCurl(baseUrl: string, { method, target, headers, body }: WireRequest): string {
  const parts = [`curl -i -X ${method} ${quote(baseUrl.replace(/\/$/, '') + target)}`];
  for (const [name, value] of headers) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body !== undefined && body.length > 0) {
    const text = new TextDecoder().decode(body.subarray(0, LONGEST_BODY));
    const cut = body.length > LONGEST_BODY ? ` # cut: the body has ${body.length} bytes` : '';
    parts.push(`--data-raw ${quote(text)}${cut}`);
  }
  return parts.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
