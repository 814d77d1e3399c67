import { type Column, columnsOf, type Mapping } from './columns.ts';
import { CSV_LIMITS, type CsvLimits } from './limits.ts';
import { type CsvRow, readRows } from './read-rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

export interface ProspectsOptions<Field extends string> {
  /** The columns that are known beside `email`. Every other column is a custom field, under its header. */
  readonly fields: readonly Field[];
  readonly isEmail: (text: string) => boolean;
  /** @default the fields' own names */
  readonly mapping?: Mapping<'email' | NoInfer<Field>> | undefined;
  /** @default CSV_LIMITS */
  readonly limits?: CsvLimits | undefined;
}

export interface ProspectRow<Field extends string> {
  /** Where the row begins in the file, 1-based. */
  readonly line: number;
  readonly email: string;
  /** What is filled in. */
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  /** What is filled in. */
  readonly custom: Readonly<Record<string, string>>;
}

export type RowError =
  | { readonly code: 'missing_email' }
  | { readonly code: 'invalid_email'; readonly email: string }
  /** A row before, on that line, is about the same person: letter case makes no difference. */
  | { readonly code: 'duplicate_email'; readonly email: string; readonly firstLine: number }
  | { readonly code: 'too_many_cells'; readonly cells: number; readonly columns: number };

export interface RefusedRow {
  readonly line: number;
  readonly error: RowError;
}

/**
 * Reads people out of a CSV file (UTF-8, with or without a byte-order mark, with a header row) while it comes in;
 * it is never held as a whole. One item for each row that holds anything, in the file's order: the same file gives
 * the same items.
 *
 * @throws UnreadableFile when there is no going on; the items before it stand
 */
export async function* readProspects<const Field extends string>(
  bytes: AsyncIterable<Uint8Array>,
  options: ProspectsOptions<Field>,
): AsyncGenerator<ProspectRow<Field> | RefusedRow, void> {
  const limits = options.limits ?? CSV_LIMITS;
  const firstLines = new Map<string, number>();
  let columns: readonly Column<'email' | Field>[] | undefined;
  let rows = 0;
  for await (const row of readRows(bytes, limits)) {
    if (columns === undefined) {
      columns = columnsOf(row.cells, ['email', ...options.fields], 'email', options.mapping ?? {});
      continue;
    }
    if (++rows > limits.rows) throw new UnreadableFile({ code: 'too_many_rows', limit: limits.rows });
    yield readProspect(row, columns, options.isEmail, firstLines);
  }
  if (columns === undefined) throw new UnreadableFile({ code: 'no_header' });
}

function readProspect<Field extends string>(
  { line, cells }: CsvRow,
  columns: readonly Column<'email' | Field>[],
  isEmail: (text: string) => boolean,
  firstLines: Map<string, number>,
): ProspectRow<Field> | RefusedRow {
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    return { line, error: { code: 'too_many_cells', cells: cells.length, columns: columns.length } };
  }
  let email: string | undefined;
  const fields: Partial<Record<Field, string>> = {};
  const custom: [string, string][] = [];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '' || column === undefined) continue;
    if ('custom' in column) custom.push([column.custom, cell]);
    else if (column.field === 'email') email = cell;
    else fields[column.field] = cell;
  }
  if (email === undefined) return { line, error: { code: 'missing_email' } };
  if (!isEmail(email)) return { line, error: { code: 'invalid_email', email } };

  const firstLine = firstLines.get(email.toLowerCase());
  if (firstLine !== undefined) return { line, error: { code: 'duplicate_email', email, firstLine } };
  firstLines.set(email.toLowerCase(), line);
  return { line, email, fields, custom: Object.fromEntries(custom) };
}
