/** A mistake in how a command was called, or an environment in which it cannot work: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
