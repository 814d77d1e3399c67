import { UsageError } from './usage-error.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds: a longer timer of Node fires at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * `90`, `90s`, `1.5m` → milliseconds; a number alone means seconds.
 *
 * @throws {UsageError} it is of another form, or none or too long
 */
export function readDuration(option: string, text: string): number {
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const milliseconds = Math.round(Number(number) * (UNITS[unit] ?? 0));
  if (number !== '' && milliseconds > 0 && milliseconds <= LONGEST) return milliseconds;
  throw new UsageError(`--${option} must be a duration like 90s, 5m or 1h, got "${text}".`);
}
