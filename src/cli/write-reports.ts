import { constants, existsSync } from 'node:fs';
import { access, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HarLog } from '../verify/report/har-log.ts';
import type { Report } from '../verify/report/report.ts';
import type { Tool } from '../verify/report/tool.ts';
import type { ReportFormat, WantedReport } from './read-reports.ts';
import { fileFor } from './read-reports.ts';
import { UsageError } from './usage-error.ts';

/** What the renderers need. */
export interface RenderInput {
  readonly report: Report;
  /** What was sent; empty where no HAR was asked for. */
  readonly har: Pick<HarLog, 'entries' | 'leftOut'>;
  readonly tool: Tool;
}

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
  input: RenderInput,
): Promise<string[]> {
  const files: string[] = [];
  for (const { format, file: pattern } of wanted) {
    const file = fileFor(contractName, pattern);
    const text = await render(format, input);
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

/** Each renderer is imported when it is asked for. */
async function render(format: ReportFormat, { report, har, tool }: RenderInput): Promise<string> {
  switch (format) {
    case 'junit':
      return (await import('../verify/report/render-junit.ts')).renderJunit(report);
    case 'json':
      return (await import('../verify/report/render-json.ts')).renderJson(report);
    case 'html':
      return (await import('../verify/report/html/render-html.ts')).renderHtml(report, tool);
    case 'sarif':
      return (await import('../verify/report/render-sarif.ts')).renderSarif(report, tool);
    case 'har':
      return (await import('../verify/report/render-har.ts')).renderHar(har, report, tool);
  }
}
