/** What the domain asks of a reader of files with people in them. `service.ts` answers, over `src/csv`. */
import type { EnrollmentValues } from './enrollment.ts';

/** Which column of a file holds which value. A column that is not named here is a custom field, under its name. */
export interface ColumnMapping {
  /** Where one is left out, the column that is called so is taken. */
  readonly fields: {
    readonly email?: string | undefined;
    readonly firstName?: string | undefined;
    readonly lastName?: string | undefined;
    readonly company?: string | undefined;
  };
  /** Columns by the name of the custom field. */
  readonly customFields: Readonly<Record<string, string>>;
}

export interface FileRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly email: string;
  readonly values: EnrollmentValues;
}

export interface RefusedFileRow {
  readonly line: number;
  readonly problem: RowProblem;
}

/** Why a row enrolls nobody. */
export type RowProblem =
  | { readonly code: 'missing_email' }
  | { readonly code: 'invalid_email'; readonly email: string }
  /** An earlier row, on that line, has the address. */
  | { readonly code: 'duplicate_in_file'; readonly email: string; readonly firstLine: number }
  | { readonly code: 'already_enrolled'; readonly email: string }
  | { readonly code: 'too_many_cells'; readonly cells: number; readonly columns: number }
  | { readonly code: 'too_many_custom_fields'; readonly limit: number }
  /** In characters; `field` is `firstName`, `lastName`, `company`, `email` or the custom field's name. */
  | { readonly code: 'value_too_long'; readonly field: string; readonly limit: number }
  /** In characters. */
  | { readonly code: 'name_too_long'; readonly name: string; readonly limit: number };

/** Why a file cannot be read. Lines are from 1. */
export type FileProblem =
  /** In bytes. */
  | { readonly code: 'too_large'; readonly limit: number }
  | { readonly code: 'too_many_rows'; readonly limit: number }
  | { readonly code: 'no_rows' }
  | { readonly code: 'not_utf8' }
  | { readonly code: 'not_csv'; readonly line: number }
  | { readonly code: 'no_email_column' }
  /** The mapping names a column that the file does not have. */
  | { readonly code: 'missing_column'; readonly column: string }
  /** Two columns have that name, or the mapping names it twice. */
  | { readonly code: 'duplicate_column'; readonly column: string };

/**
 * Reads people out of a file while it comes in: one item for each row that holds anything, in the order of the
 * file. The same file gives the same items.
 *
 * @throws Refusal `unreadable_file` when there is no going on
 */
export type ReadProspectFile = (
  bytes: AsyncIterable<Uint8Array>,
  mapping: ColumnMapping,
) => AsyncIterable<FileRow | RefusedFileRow>;
