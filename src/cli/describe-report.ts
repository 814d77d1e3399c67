import type { Finding, Gap, Report, Tally } from '../verify/report/report.ts';

/** What a person reads of a run: its findings, what it covered, and what it did not look at and why. */
export function describeReport(report: Report): string {
  const { contract, baseUrl, findings, coverage, cases, duration } = report;
  return [
    ...findings.flatMap((finding) => [...describeFinding(finding), '']),
    `${contract.title} ${contract.version} at ${baseUrl}`,
    `  ${cases.length} cases in ${(duration / 1000).toFixed(1)} s`,
    `  clauses            ${describeTally(coverage.clauses)}`,
    `  documented answers ${describeTally(coverage.answers)}`,
    ...describeGaps('not covered', [...coverage.clauses.gaps, ...coverage.answers.gaps]),
    ...describeGaps('cannot be broken', coverage.clauses.unbreakable),
    `  ${findings.length === 0 ? 'no findings' : `${findings.length} findings`}`,
  ].join('\n');
}

function describeFinding(finding: Finding): string[] {
  const { severity, operation, clause, message, caseName, why, count, curl, location, pointer } = finding;
  const place = location === undefined ? `#${pointer}` : `${location.file}:${location.line}`;
  return [
    `${severity === 'error' ? '✗' : '!'} ${operation} ${clause ?? ''}`.trimEnd(),
    `  ${message}`,
    `  case      ${caseName}${count > 1 ? ` (and ${count - 1} more)` : ''}`,
    `  why       ${why}`,
    `  contract  ${place}`,
    ...(curl === undefined ? [] : [`  ${curl.replaceAll('\n', '\n  ')}`]),
  ];
}

function describeTally({ covered, total }: Tally): string {
  return `${covered} of ${total} covered`;
}

function describeGaps(title: string, gaps: readonly Gap[]): string[] {
  return gaps.length === 0 ? [] : [`  ${title}:`, ...gaps.map(({ id, reason }) => `    ${id}: ${reason}`)];
}
