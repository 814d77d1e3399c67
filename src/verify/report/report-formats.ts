/** The formats that a report can be written in: a new one is a file that renders it, and one more row. */
import type { HarLog } from './har-log.ts';
import { renderHtml } from './html/render-html.ts';
import { renderHar } from './render-har.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderSarif } from './render-sarif.ts';
import type { Report } from './report.ts';
import type { Tool } from './tool.ts';

/** What a format is made of. */
export interface ReportInput {
  readonly report: Report;
  /** What was sent; empty where it was not kept. */
  readonly har: Pick<HarLog, 'entries' | 'leftOut'>;
  /** What made the report. */
  readonly tool: Tool;
}

/** By name, how a report is written as text. */
export const reportFormats = {
  junit: ({ report }) => renderJunit(report),
  json: ({ report }) => renderJson(report),
  html: ({ report, tool }) => renderHtml(report, tool),
  sarif: ({ report, tool }) => renderSarif(report, tool),
  markdown: ({ report }) => renderMarkdown(report),
  har: ({ report, har, tool }) => renderHar(har, report, tool),
} as const satisfies Readonly<Record<string, (input: ReportInput) => string>>;

/** The name of a format: `junit`. */
export type ReportFormat = keyof typeof reportFormats;

/** Whether there is a format of that name. */
export function isReportFormat(name: string): name is ReportFormat {
  return Object.hasOwn(reportFormats, name);
}

/** `report` in a format, as text. */
export function renderReport(format: ReportFormat, input: ReportInput): string {
  return reportFormats[format](input);
}
