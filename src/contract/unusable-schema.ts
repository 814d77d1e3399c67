/** A schema that no validator can read: its reference leads nowhere, its pattern is none, its keyword has no sense. */
export class UnusableSchema extends Error {
  /** @param cause what a validator said of it; its first line is told */
  constructor(cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(message.split('\n')[0], { cause });
    this.name = 'UnusableSchema';
  }
}

/**
 * What `read` makes of a schema. Whatever it throws is a word on the schema, so it is to do nothing but
 * hand the schema to a validator.
 *
 * @throws {UnusableSchema} it cannot be read
 */
export function readSchema<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UnusableSchema(error);
  }
}
