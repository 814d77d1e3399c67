import { UsageError } from './usage-error.ts';

/** RFC 9110 §5.6.2: a field's name is a token; §5.5: its value is visible text, spaces and tabs. */
const FIELD = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

/** `['X-Team: blue']` → `{ 'X-Team': 'blue' }`. @throws {UsageError} one is no header field */
export function readHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = FIELD.exec(line) ?? [];
      if (name !== undefined && value !== undefined) return [name, value.trimEnd()];
      // Not repeated: it may hold a secret.
      throw new UsageError("--header must be 'Name: value'; got one that is not.");
    }),
  );
}
