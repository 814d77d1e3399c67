/** How much of a CSV file is read. */
export interface CsvLimits {
  /** In bytes. */
  readonly fileSize: number;
  /** Rows that hold anything, the header not counted. */
  readonly rows: number;
  /** In bytes; what an unclosed quote is found out by. */
  readonly rowSize: number;
}

export const CSV_LIMITS: CsvLimits = {
  fileSize: 50 * 1024 * 1024,
  rows: 10_000,
  rowSize: 256 * 1024,
};
