import { mkdir, writeFile } from 'node:fs/promises';
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
 * Writes each report, and makes its folder where there is none.
 *
 * @returns the files
 * @throws {UsageError} one cannot be written
 */
export async function writeReports(
  wanted: readonly WantedReport[],
  contractName: string,
  input: RenderInput,
): Promise<string[]> {
  const files: string[] = [];
  for (const { format, file: pattern } of wanted) {
    const file = fileFor(contractName, pattern);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await render(format, input));
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      throw new UsageError(`--report ${format}: ${error.message}`, { cause: error });
    }
    files.push(file);
  }
  return files;
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
