/** Why a file cannot be read on: facts only. Lines are 1-based. */
export type UnreadableFacts =
  | { readonly code: 'too_large' /** In bytes. */; readonly limit: number }
  | { readonly code: 'too_many_rows'; readonly limit: number }
  | { readonly code: 'row_too_long'; readonly line: number /** In bytes. */; readonly limit: number }
  /** The quote opens in the row of that line, and the file ends before it closes. */
  | { readonly code: 'unclosed_quote'; readonly line: number }
  /** What a spreadsheet calls "Unicode text". */
  | { readonly code: 'utf16' }
  | { readonly code: 'not_utf8' }
  | { readonly code: 'no_header' }
  /** Two columns have that header, or the mapping names it twice. */
  | { readonly code: 'duplicate_column'; readonly header: string }
  | {
      readonly code: 'missing_column';
      readonly field: string;
      /** What the mapping asks for; undefined where the field was looked for by its own name. */
      readonly header: string | undefined;
      /** What the file has. */
      readonly headers: readonly string[];
    };

/** What reading a CSV file throws when there is no going on. The rows before it stand. */
export class UnreadableFile extends Error {
  /** Switch on `facts.code`. */
  readonly facts: UnreadableFacts;

  constructor(facts: UnreadableFacts) {
    super(facts.code);
    this.name = 'UnreadableFile';
    this.facts = facts;
  }
}
