import { UsageError } from './usage-error.ts';

/** TCP has 16 bits for a port. */
export const LARGEST_PORT = 65_535;

/**
 * The port that the environment variable `PORT` names.
 *
 * @throws {UsageError} it names none
 */
export function readPort(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= LARGEST_PORT) return port;
  throw new UsageError(`PORT must be a whole number from 0 to ${LARGEST_PORT}, got "${value}".`);
}
