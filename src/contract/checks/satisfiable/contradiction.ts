/** Why no value keeps some schemas. */
export interface Contradiction {
  readonly message: string;
  readonly remedy: string;
  /** Of the keywords that contradict each other. */
  readonly pointers: readonly string[];
}
