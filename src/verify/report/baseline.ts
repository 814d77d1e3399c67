/** A baseline: what an earlier run has found. It is that run's JSON report. */
import { isObject, type Json } from '@countersign/contract';
import type { Finding, KnownFinding } from '../model/finding.ts';
import { REPORT_FORMAT } from './render-json.ts';
import type { Report } from './report.ts';

/** A text that is no JSON report of `verify`; the message says how. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/**
 * Reads the findings of a JSON report.
 *
 * @throws {BaselineError} the text is something else
 */
export function readBaseline(text: string): KnownFinding[] {
  const report = parse(text);
  if (!isObject(report) || !READABLE.includes(report['format'])) {
    throw new BaselineError(`it has no "format": "${REPORT_FORMAT}"`);
  }
  const { findings } = report;
  if (!Array.isArray(findings)) throw new BaselineError('it has no "findings"');
  return findings.map(readFinding);
}

/** What is read of a finding has not changed since the first format. */
const READABLE: readonly unknown[] = ['countersign-verify-1', REPORT_FORMAT];

/** `report`, with each finding known or new, and with what is fixed. */
export function compareWith(baseline: readonly KnownFinding[], report: Report): Report {
  const known = new Set(baseline.map(({ id }) => id));
  const seen = new Set(report.findings.map(({ id }) => id));
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      baseline: known.has(finding.id) ? 'known' : 'new',
    })),
    fixed: baseline.filter((finding) => !seen.has(finding.id) && wasLookedAt(finding, report)),
  };
}

/** Whether a finding makes a run fail: a fault, and not one that the baseline has. */
export function isFailure({ severity, baseline }: Finding): boolean {
  return severity === 'error' && baseline !== 'known';
}

/** What a run did not ask again is not fixed. */
function wasLookedAt({ caseName }: KnownFinding, { cases }: Report): boolean {
  return cases.some(({ name, outcome }) => name === caseName && outcome !== 'skipped');
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BaselineError(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readFinding(value: Json): KnownFinding {
  const { id, operation, clause, message, case: caseName } = isObject(value) ? value : {};
  if (typeof id !== 'string') throw new BaselineError('a finding has no "id"');
  return {
    id,
    operation: String(operation),
    clause: typeof clause === 'string' ? clause : undefined,
    message: String(message),
    caseName: String(caseName),
  };
}
