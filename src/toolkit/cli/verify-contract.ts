import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Contract } from '@countersign/contract';
import type { Ended, KnownFinding, Report, VerifyOptions } from '@countersign/verify';
import {
  BaselineError,
  compareWith,
  HarLog,
  isFailure,
  masker,
  maskReport,
  percentOf,
  readBaseline,
  renderText,
  verify,
} from '@countersign/verify';
import { displayPath } from '../bundle/display-path.ts';
import type { ExitCode, Terminal } from './command.ts';
import { paint } from './paint.ts';
import { ProgressLine } from './progress.ts';
import { fileFor, type WantedReport } from './read-reports.ts';
import { thisTool } from './tool.ts';
import { UsageError } from './usage-error.ts';
import { writeReports } from './write-reports.ts';

/** What is done with what a run has shown. */
export interface AfterRun {
  readonly reports: readonly WantedReport[];
  /** The file of a JSON report whose findings do not fail. */
  readonly baseline: string | undefined;
  /** Percent of the clauses that must be covered. */
  readonly minCoverage: number | undefined;
  /** Whether reports in files show credentials. */
  readonly showSecrets: boolean;
}

/** Runs one contract against a target, prints and writes what that shows, and says how it ended. */
export async function verifyContract(
  contract: Contract,
  options: VerifyOptions,
  { reports, baseline, minCoverage, showSecrets }: AfterRun,
  terminal: Terminal,
): Promise<{ readonly code: ExitCode; readonly ended: Ended }> {
  const known = baseline === undefined ? undefined : await openBaseline(contract, baseline, terminal);
  const har = new HarLog();
  const wantsHar = reports.some(({ format }) => format === 'har');
  const progress = new ProgressLine(terminal, contract.name, () => performance.now());
  const events = {
    result: progress.result,
    waiting: progress.waiting,
    ...(wantsHar ? { exchange: har.add.bind(har), proven: har.nameCase.bind(har) } : {}),
  };
  const { stopped } = terminal;
  const seen = await verify(contract, options, events, stopped).finally(() => progress.end());
  const report = known === undefined ? seen : compareWith(known, seen);
  const text = renderText(report, terminal.columns);
  // https://no-color.org
  const isPainted = terminal.columns !== undefined && (terminal.env['NO_COLOR'] ?? '') === '';
  terminal.print(isPainted ? paint(text) : text);
  const { entries, leftOut } = har;
  const mask = masker(
    report.secrets,
    entries.map(({ exchange }) => exchange),
  );
  const shown = showSecrets
    ? entries
    : entries.map((entry) => ({ ...entry, exchange: mask(entry.exchange) }));
  const files = await writeReports(reports, contract.name, {
    report: showSecrets ? report : maskReport(report),
    har: { entries: shown, leftOut },
    tool: thisTool(),
  });
  for (const file of files) terminal.tell(`wrote ${displayPath(file)}`);
  return { code: exitCodeOf(report, minCoverage, terminal), ended: report.ended };
}

function exitCodeOf(report: Report, minCoverage: number | undefined, terminal: Terminal): ExitCode {
  const { clauses } = report.coverage;
  const isBelow = minCoverage !== undefined && percentOf(clauses) < minCoverage;
  if (isBelow) {
    terminal.tell(
      `${clauses.covered} of ${clauses.total} clauses are covered, fewer than ${minCoverage} percent.`,
    );
  }
  if (isBelow || report.findings.some(isFailure)) return 1;
  return report.ended === 'interrupted' ? 2 : 0;
}

async function openBaseline(contract: Contract, path: string, terminal: Terminal): Promise<KnownFinding[]> {
  const file = resolve(terminal.folder, fileFor(contract.name, path));
  if (!existsSync(file)) {
    throw new UsageError(
      `--baseline: there is no ${displayPath(file)}. Write one with --report json=${path}.`,
    );
  }
  try {
    return readBaseline(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    throw new UsageError(`--baseline ${displayPath(file)} is no JSON report: ${error.message}.`);
  }
}
