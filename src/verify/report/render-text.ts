/** A report as plain text, for a terminal or a log. */
import { countOf } from '../values/describe-value.ts';
import { excerptOf } from './excerpt.ts';
import type { Coverage, Finding, Gap, Report, Tally } from './report.ts';

/** Findings first, each beginning its own line with `✗` or, where it is no fault, `!`; then what was covered. */
export function renderText(report: Report): string {
  const { contract, baseUrl, findings, coverage, throttled } = report;
  const parts = [
    `${contract.title} ${contract.version} at ${baseUrl}`,
    ...findings.map(renderFinding),
    [renderSummary(coverage), renderCases(report)].join(' · '),
    ...(throttled.count === 0 ? [] : [renderThrottled(throttled)]),
    ...renderGaps('clauses', coverage.clauses.gaps),
    ...renderGaps('answers', coverage.answers.gaps),
    ...renderUnbreakable(coverage.clauses),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** `clauses 412/415 · answers 138/140` */
export function renderSummary({ clauses, answers }: Coverage): string {
  return `clauses ${clauses.covered}/${clauses.total} · answers ${answers.covered}/${answers.total}`;
}

export function renderFinding(finding: Finding): string {
  const { severity, operation, clause, message, count, caseName, why, location, pointer, curl, exchange } =
    finding;
  const sign = severity === 'error' ? '✗' : '!';
  const place = location === undefined ? `#${pointer}` : `${location.file}:${location.line}`;
  const answer = exchange?.response === undefined ? undefined : excerptOf(exchange.response);
  return [
    `${sign} ${clause ?? operation}: ${message}`,
    `  ${caseName}${count > 1 ? ` (and ${countOf(count - 1, 'other case')})` : ''}`,
    `  ${why}`,
    `  ${place}`,
    ...(curl === undefined ? [] : [`  ${curl}`]),
    ...(answer === undefined ? [] : [`  ${answer}`]),
  ].join('\n');
}

function renderCases({ cases, duration }: Report): string {
  const counts = (['kept', 'tolerated', 'broken', 'skipped'] as const)
    .map((verdict) => ({ verdict, count: cases.filter((each) => each.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  const all = `${countOf(cases.length, 'case')} in ${(duration / 1000).toFixed(1)} s`;
  return counts.length === 0 ? all : `${all} (${counts.join(', ')})`;
}

function renderThrottled({ count, waited }: Report['throttled']): string {
  return `The target asked to be left alone ${countOf(count, 'time')}; the run waited ${(waited / 1000).toFixed(0)} s.`;
}

/** What was not covered, gaps of the same reason together. */
function renderGaps(noun: string, gaps: readonly Gap[]): string[] {
  if (gaps.length === 0) return [];
  const lines = [...Map.groupBy(gaps, ({ reason }) => reason)].flatMap(([reason, same]) => [
    ...renderIds(same.map(({ id }) => id)).map((line) => `  ${line}`),
    `    ${reason}`,
  ]);
  return [[`${noun} not covered:`, ...lines].join('\n')];
}

/** One line for each, but one for all operations that have the same gap. */
function renderIds(ids: readonly string[]): string[] {
  const split = ids.map((id) => ({
    operation: id.slice(0, id.indexOf(' ')),
    rest: id.slice(id.indexOf(' ') + 1),
  }));
  return [...Map.groupBy(split, ({ rest }) => rest)].map(([rest, same]) => {
    const operations = same.map(({ operation }) => operation).join(', ');
    return same.length === 1 ? `${operations} ${rest}` : `${rest} of ${operations}`;
  });
}

function renderUnbreakable({ unbreakable }: Tally): string[] {
  if (unbreakable.length === 0) return [];
  const reasons = [...Map.groupBy(unbreakable, ({ reason }) => reason)];
  const list = reasons.map(([reason, same]) => `  ${same.length}: ${reason}`);
  return [[`clauses that no request can break, and that do not count:`, ...list].join('\n')];
}
