/** The storage cannot be opened: the message says what is wrong, where, and what to do. */
export class StorageError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'StorageError';
  }
}
