import { constants, existsSync } from 'node:fs';
import { access, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ReportFormat, type ReportInput, renderReport } from '@countersign/verify';
import type { WantedReport } from './read-reports.ts';
import { fileFor } from './read-reports.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes the folders of the reports, and looks whether each file can be written: a long run shall not be for nothing.
 *
 * @throws {UsageError} one cannot be written
 */
export async function prepareFiles(wanted: readonly WantedReport[], contractName: string): Promise<void> {
  for (const { format, file: pattern } of wanted) {
    const file = fileFor(contractName, pattern);
    await writing(format, async () => {
      await mkdir(dirname(file), { recursive: true });
      if (existsSync(file)) await (await open(file, 'r+')).close();
      else await access(dirname(file), constants.W_OK);
    });
  }
}

/**
 * Writes each report.
 *
 * @returns the files
 * @throws {UsageError} one cannot be written; those after it are not, either
 */
export async function writeReports(
  wanted: readonly WantedReport[],
  contractName: string,
  input: ReportInput,
): Promise<string[]> {
  const files: string[] = [];
  for (const { format, file: pattern } of wanted) {
    const file = fileFor(contractName, pattern);
    const text = renderReport(format, input);
    await writing(format, () => writeFile(file, text));
    files.push(file);
  }
  return files;
}

/** @throws {UsageError} the system does not let `task` use its file */
async function writing(format: ReportFormat, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`--report ${format}: ${error.message}`, { cause: error });
  }
}
