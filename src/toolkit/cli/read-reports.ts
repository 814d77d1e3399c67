import { resolve } from 'node:path';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

export const reportFormats = ['junit', 'json', 'html', 'sarif', 'har'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A file to write, in which format; `{name}` in its path stands for the contract's name. */
export interface WantedReport {
  readonly format: ReportFormat;
  readonly file: string;
}

/** Stands for the name of a contract in the path of a report or a baseline. */
const NAME_PLACE = '{name}';

/**
 * `junit=F json=F …` → what to write where.
 *
 * @param folder relative paths start here
 * @param contracts how many there are: a path without `{name}` would be written once for each
 * @throws {UsageError} a format is not known, or no file is named, or several contracts share one
 */
export function readReports(wanted: readonly string[], folder: string, contracts: number): WantedReport[] {
  return wanted.map((text) => {
    const [name = '', ...rest] = text.split('=');
    const format = reportFormats.find((reportFormat) => reportFormat === name);
    if (format === undefined) {
      const known = reportFormats.join(', ');
      throw new UsageError(
        `--report must be FORMAT=FILE; formats are ${known}.${suggest(name, reportFormats)}`,
      );
    }
    const file = rest.join('=');
    if (file === '') throw new UsageError(`--report ${format} needs a file: --report ${format}=FILE`);
    checkName(`--report ${format}`, file, contracts);
    return { format, file: resolve(folder, file) };
  });
}

/** @throws {UsageError} several contracts would share one file */
export function checkName(option: string, file: string, contracts: number): void {
  if (contracts < 2 || file.includes(NAME_PLACE)) return;
  throw new UsageError(
    `${option}: there are ${contracts} contracts; write ${NAME_PLACE} where each one's name goes.`,
  );
}

export function fileFor(name: string, file: string): string {
  return file.replaceAll(NAME_PLACE, name);
}
