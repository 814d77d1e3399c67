/** A mistake in how the service was started, or a place where it cannot work: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
