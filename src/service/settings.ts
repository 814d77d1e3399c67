/** Settings as text: environment variables and options. */
import { UsageError } from './usage-error.ts';

/** TCP has 16 bits for a port. */
export const LARGEST_PORT = 65_535;

/**
 * The port that the setting `name` says; `undefined` where it is left out or empty.
 *
 * @throws {UsageError} it is none
 */
export function readPort(name: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= LARGEST_PORT) return port;
  throw new UsageError(`${name} must be a whole number from 0 to ${LARGEST_PORT}, got "${value}".`);
}

/**
 * Whether the environment variable `name` is `true`; left out or empty, it is not.
 *
 * @throws {UsageError} it is neither `true` nor `false`
 */
export function readSwitch(name: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const text = env[name] ?? '';
  if (!['', 'true', 'false'].includes(text))
    throw new UsageError(`${name} must be true or false, got "${text}".`);
  return text === 'true';
}
