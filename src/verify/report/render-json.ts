/**
 * A report as JSON, for programs and as a baseline.
 *
 * The same contract, target and seed give the same bytes, but for the member `run`: what differs from one
 * run to the next stands there and nowhere else.
 */

import { type Coverage, type CoverageCount, coverageNames } from '../coverage/coverage.ts';
import type { Finding, KnownFinding } from '../model/finding.ts';
import { countCases } from './count-cases.ts';
import { percentOf } from './percent.ts';
import type { Report } from './report.ts';
import { stable } from './stable.ts';

/** Says what a file is, and changes with the meaning of its members. */
export const REPORT_FORMAT = 'countersign-verify-2';

export function renderJson(report: Report): string {
  const { contract, seed, shard, ended, cases, findings, fixed, coverage, dropped, notes } = report;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const value = {
    format: REPORT_FORMAT,
    contract: { name: contract.name, title: contract.title, version: contract.version },
    seed,
    ...(shard === undefined ? {} : { shard }),
    ended,
    summary: {
      findings: errors,
      notices: findings.length - errors,
      cases: countCases(report).byOutcome,
      coverage: Object.fromEntries(
        coverageNames.map((name) => {
          const { covered, total } = coverage[name];
          return [name, { covered, total, percent: percentOf(coverage[name]) }];
        }),
      ),
    },
    findings: findings.map(findingValue),
    ...(fixed.length === 0 ? {} : { fixed: fixed.map(knownValue) }),
    coverage: coverageValue(coverage),
    cases: cases.map(({ duration: _, ...rest }) => rest),
    dropped,
    notes,
    run: {
      startedAt: report.startedAt.toISOString(),
      milliseconds: Math.round(report.duration),
      id: report.runId,
      baseUrl: report.baseUrl,
      throttled: report.throttled,
      caseMilliseconds: cases.map(({ duration }) => Math.round(duration * 10) / 10),
    },
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function findingValue(finding: Finding): object {
  const { id, kind, severity, operation, clause, baseline, why, cases, pointer, location, exchange } =
    finding;
  return {
    id,
    kind,
    severity,
    ...(baseline === undefined ? {} : { baseline }),
    operation,
    clause,
    message: stable(finding.message),
    expected: finding.expected,
    actual: stable(finding.actual),
    status: exchange?.response?.status,
    why,
    case: finding.caseName,
    cases,
    pointer,
    location,
  };
}

function knownValue({ id, operation, clause, message, caseName }: KnownFinding): object {
  return { id, operation, clause, message, case: caseName };
}

function coverageValue(coverage: Coverage): object {
  const value = ({ gaps, untestable }: CoverageCount): object =>
    untestable.length === 0 ? { gaps } : { gaps, untestable };
  return Object.fromEntries(coverageNames.map((name) => [name, value(coverage[name])]));
}
