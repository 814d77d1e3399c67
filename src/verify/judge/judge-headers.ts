/** Proves the header fields of an answer against those that are documented. */
import type { HeaderSpec, ResponseSpec } from '@countersign/contract';
import type { Deviation } from '../model/deviation.ts';
import type { WireResponse } from '../model/exchange.ts';
import { readField } from '../wire/read-style.ts';
import { deviate, deviateFrom } from './deviate.ts';
import type { Rules } from './rules.ts';

export function judgeHeaders(rules: Rules, { headers }: ResponseSpec, response: WireResponse): Deviation[] {
  return headers.flatMap((spec) => {
    const { name, required, pointer } = spec;
    const lines = linesOf(response, name);
    if (lines.length > 0) return judgeLines(rules, spec, lines);
    if (!required) return [];
    const message = `the answer has no ${name} field`;
    return deviate('missing header', pointer, {
      detail: name,
      message,
      expected: name,
      actual: 'no such field',
    });
  });
}

function judgeLines({ schemas, checker }: Rules, spec: HeaderSpec, lines: readonly string[]): Deviation[] {
  const { name, schemaPointer } = spec;
  const failures = lines.map((text) => ({
    text,
    failure: checker.check(schemaPointer, readField(schemas, spec, text))[0],
  }));
  // One cookie of several is enough to keep what the contract says of it.
  if (failures.some(({ failure }) => failure === undefined)) return [];
  return failures.slice(0, 1).flatMap(({ text, failure }) =>
    failure === undefined
      ? []
      : [
          deviateFrom('wrong header', failure, {
            detail: name,
            message: `${name} ${failure.message}`,
            actual: text,
          }),
        ],
  );
}

/** The field's lines as one value (RFC 9110 §5.3); each by itself for `Set-Cookie`, which cannot be joined. */
function linesOf({ headers }: WireResponse, name: string): string[] {
  const lines = headers.filter(([field]) => field === name.toLowerCase()).map(([, value]) => value);
  return name.toLowerCase() === 'set-cookie' || lines.length === 0 ? lines : [lines.join(', ')];
}
