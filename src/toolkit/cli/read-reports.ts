import { resolve } from 'node:path';
import { isReportFormat, type ReportFormat, reportFormats } from '@countersign/verify';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** The names of the formats, in the order in which they are told. */
export const formatNames: readonly string[] = Object.keys(reportFormats);

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
    if (!isReportFormat(name)) {
      const known = formatNames.join(', ');
      throw new UsageError(
        `--report must be FORMAT=FILE; formats are ${known}.${suggest(name, formatNames)}`,
      );
    }
    const file = rest.join('=');
    if (file === '') throw new UsageError(`--report ${name} needs a file: --report ${name}=FILE`);
    checkName(`--report ${name}`, file, contracts);
    return { format: name, file: resolve(folder, file) };
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
