import { CsvError, type Parser, parse } from 'csv-parse';
import type { CsvLimits } from './limits.ts';
import { LineEnds } from './line-ends.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { checkedUtf8 } from './utf8.ts';

export interface CsvRow {
  /** Where the row begins in the file, 1-based. */
  readonly line: number;
  /** Trimmed. */
  readonly cells: readonly string[];
}

interface ParsedRow {
  readonly cells: readonly string[];
  /** The offset in the file of the first byte after the row. */
  readonly end: number;
}

/**
 * Reads CSV (RFC 4180) as it comes in, line ends CRLF or LF. Rows with nothing in them are left out. A quote
 * inside a cell that is not quoted stands for itself.
 *
 * @throws UnreadableFile
 */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
  limits: CsvLimits,
): AsyncGenerator<CsvRow, void> {
  const parsed: ParsedRow[] = [];
  const parser = parse({
    bom: true,
    max_record_size: limits.rowSize,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    // A stream that fails drops the rows that nobody has read yet, so none are left to it.
    on_record: (cells: string[], { bytes: end }) => {
      parsed.push({ cells, end });
      return null;
    },
  });
  // csv-parse counts a CRLF within quotes as two lines, so the lines are counted here.
  const lineEnds = new LineEnds();
  let end = 0;
  const take = function* (failure: CsvError | undefined): Generator<CsvRow, void> {
    for (const row of parsed.splice(0)) {
      const line = lineEnds.lineOf(end);
      end = row.end;
      const cells = row.cells.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { line, cells };
    }
    if (failure !== undefined) throw new UnreadableFile(factsOf(failure, lineEnds.lineOf(end), limits));
  };

  for await (const piece of checkedUtf8(bytes, limits.fileSize)) {
    lineEnds.read(piece);
    yield* take(await feed(parser, piece));
  }
  yield* take(await feed(parser, undefined));
}

/**
 * @param piece undefined for the end of the file
 * @returns what is wrong with the CSV
 */
function feed(parser: Parser, piece: Uint8Array | undefined): Promise<CsvError | undefined> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => (error instanceof CsvError ? resolve(error) : reject(error));
    const done = (): void => {
      parser.off('error', fail);
      resolve(undefined);
    };
    parser.once('error', fail);
    if (piece === undefined) parser.once('finish', done).end();
    else parser.write(piece, (error) => (error ? fail(error) : done()));
  });
}

function factsOf({ code }: CsvError, line: number, limits: CsvLimits): UnreadableFile['facts'] {
  return code === 'CSV_MAX_RECORD_SIZE'
    ? { code: 'row_too_long', line, limit: limits.rowSize }
    : { code: 'unclosed_quote', line };
}
