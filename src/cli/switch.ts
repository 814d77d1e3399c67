import { UsageError } from './usage-error.ts';

/**
 * Whether the environment variable `name` is `true`; left out or empty, it is not.
 *
 * @throws {UsageError} it is neither `true` nor `false`
 */
export function readSwitch(env: Readonly<Record<string, string | undefined>>, name: string): boolean {
  const text = env[name] ?? '';
  if (!['', 'true', 'false'].includes(text))
    throw new UsageError(`${name} must be true or false, got "${text}".`);
  return text === 'true';
}
