/** A report as plain text, for a terminal or a log. */

import { type Coverage, type CoverageCount, coverageNames } from '../coverage/coverage.ts';
import type { Finding } from '../model/finding.ts';
import type { Gap, Note } from '../model/gaps.ts';
import { outcomes } from '../model/outcome.ts';
import { countOf } from '../values/describe-value.ts';
import { isFailure } from './baseline.ts';
import { countCases } from './count-cases.ts';
import { percentOf } from './percent.ts';
import { placeOf, renderFinding, titleOf } from './render-finding.ts';
import type { Report } from './report.ts';
import { skippedCases, unmadeCases } from './unasked.ts';
import { wrap } from './wrap.ts';

/** Gaps of one reason that are named; the other reports name all. */
const MOST_NAMED = 20;

/** Findings that are told; the other reports tell all. */
export const MOST_FINDINGS = 100;

/** Reasons that are named for one kind of gap. */
const MOST_REASONS = 20;

/**
 * Findings, then what was not covered and why, then the sums: what a terminal shows last is what matters most.
 *
 * @param width characters of a line, where words allow
 */
export function renderText(report: Report, width = Number.POSITIVE_INFINITY): string {
  const { contract, baseUrl, findings, coverage, seed, runId } = report;
  const told = findings.filter(isTold);
  const parts = [
    ...told.slice(0, MOST_FINDINGS).map((finding) => renderFinding(finding, width)),
    ...(told.length > MOST_FINDINGS
      ? [`and ${countOf(told.length - MOST_FINDINGS, 'finding')} more: write a report to read them all`]
      : []),
    ...renderBaseline(report, width),
    ...coverageNames.flatMap((name) => renderGaps(`${name} not covered`, coverage[name].gaps, width)),
    ...renderGaps('cases not sent', skippedCases(report), width),
    ...renderGaps('not made into a case', unmadeCases(report), width),
    ...renderUntestable(coverage.clauses, width),
    ...renderNotes(report.notes, width),
    [
      `${contract.title} ${contract.version} at ${baseUrl}`,
      `  seed ${seed}, run ${runId}`,
      ...renderCoverage(coverage),
    ].join('\n'),
    [...renderEnd(report), renderCases(report)].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What `parts` are does not go without saying. */
const NOTES: Partial<Record<keyof Coverage, string>> = { parts: '  that answers need not have' };

function renderCoverage(coverage: Coverage): string[] {
  const width = Math.max(...coverageNames.map((name) => name.length));
  const sums = coverageNames.map((name) => `${coverage[name].covered}/${coverage[name].total}`);
  const sumWidth = Math.max(...sums.map((sum) => sum.length));
  return coverageNames.map((name, index) => {
    const percent = coverage[name].total === 0 ? '–' : `${percentOf(coverage[name])} %`;
    const sum = (sums[index] ?? '').padStart(sumWidth);
    return `  ${name.padEnd(width)}  ${sum}  ${percent.padStart(5)}${NOTES[name] ?? ''}`;
  });
}

/** What a baseline has is no news. */
function isTold({ baseline }: Finding): boolean {
  return baseline !== 'known';
}

function renderBaseline({ findings, fixed }: Report, width: number): string[] {
  const known = findings.filter((finding) => !isTold(finding));
  const list = (title: string, titles: readonly string[]): string[] =>
    titles.length === 0 ? [] : [[title, ...titles.flatMap((title) => wrap(title, width, '  '))].join('\n')];
  return [
    ...list(`known by the baseline: ${known.length}`, known.map(titleOf)),
    ...list(
      `fixed since the baseline: ${fixed.length}`,
      fixed.map(({ clause, operation, message }) => `✓ ${clause ?? operation}: ${message}`),
    ),
  ];
}

function renderCases(report: Report): string {
  const { duration, findings } = report;
  const { total, byOutcome } = countCases(report);
  const counts = outcomes
    .map((outcome) => ({ outcome, count: byOutcome[outcome] }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcome}`);
  const all = `${countOf(total, 'case')} in ${seconds(duration)}`;
  const errors = findings.filter(isFailure).length;
  const notices = findings.filter(({ severity }) => severity === 'notice').length;
  const known = findings.length - errors - notices;
  return [
    counts.length === 0 ? all : `${all}: ${counts.join(', ')}`,
    errors === 0 ? 'no findings' : countOf(errors, 'finding'),
    ...(known === 0 ? [] : [`${known} known by the baseline`]),
    ...(notices === 0 ? [] : [countOf(notices, 'notice')]),
  ].join(' · ');
}

const ENDS: Readonly<Record<Report['ended'], string | undefined>> = {
  complete: undefined,
  time: 'The time was up before every case was sent.',
  interrupted: 'The run was interrupted before every case was sent.',
  bail: 'The run ended at its first finding.',
};

/** What a reader must know of how the run went before the sums mean anything. */
export function renderEnd(report: Report): string[] {
  const { cases, ended, seed, shard, throttled } = report;
  const { count, waited } = throttled;
  const end = ENDS[ended];
  const unlisted = countCases({ ...report, cases: [] }).total;
  const drawn = cases.filter(({ phase }) => phase === 'random').length + unlisted;
  return [
    ...(drawn === 0
      ? []
      : [
          `${countOf(drawn, 'case')} ${drawn === 1 ? 'was' : 'were'} drawn at random with seed ${seed}; another seed draws others.`,
        ]),
    ...(unlisted === 0 ? [] : [`${unlisted} of them showed nothing, and are counted and not listed.`]),
    ...(end === undefined ? [] : [end]),
    ...(shard === undefined
      ? []
      : [`Shard ${shard.index} of ${shard.of}: the other shards send the other cases.`]),
    ...(count === 0
      ? []
      : [
          `The target answered 429 ${countOf(count, 'time')} to be left alone; the run waited ${seconds(waited)}.`,
        ]),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What was not covered or asked, gaps of the same reason together. */
function renderGaps(title: string, gaps: readonly Gap[], width: number): string[] {
  if (gaps.length === 0) return [];
  const reasons = [...Map.groupBy(gaps, ({ reason }) => reason)];
  const groups = reasons
    .slice(0, MOST_REASONS)
    .flatMap(([reason, same]) => [
      ...wrap(`${same.length}: ${reason}`, width, '  '),
      ...renderIds(same.map(({ id }) => id)).flatMap((line) => wrap(line, width, '    ')),
    ]);
  const others = reasons.length - MOST_REASONS;
  const more = others > 0 ? [`  and ${countOf(others, 'more reason')}`] : [];
  return [[`${title}: ${gaps.length}`, ...groups, ...more].join('\n')];
}

/** One line for each, but one for all operations that have the same gap. */
function renderIds(ids: readonly string[]): string[] {
  const split = ids.slice(0, MOST_NAMED).map((id) => {
    const [operation = '', ...rest] = id.split(' ');
    return { operation, rest: rest.join(' ') };
  });
  const lines = [...Map.groupBy(split, ({ rest }) => rest)].flatMap(([rest, same]) => {
    const operations = same.map(({ operation }) => operation).join(', ');
    if (rest === '') return [operations];
    return [same.length === 1 ? `${operations} ${rest}` : `${rest} of ${operations}`];
  });
  const others = ids.length - MOST_NAMED;
  return others > 0 ? [...lines, `and ${others} more`] : lines;
}

function renderUntestable({ untestable }: CoverageCount, width: number): string[] {
  if (untestable.length === 0) return [];
  const reasons = [...Map.groupBy(untestable, ({ reason }) => reason)];
  const list = reasons.flatMap(([reason, same]) => wrap(`${same.length}: ${reason}`, width, '  '));
  return [['clauses that no request can break, and that do not count:', ...list].join('\n')];
}

function renderNotes(notes: readonly Note[], width: number): string[] {
  if (notes.length === 0) return [];
  const lines = notes
    .slice(0, MOST_NAMED)
    .flatMap((note) => wrap(`${placeOf(note)} ${note.about}: ${note.reason}`, width, '  '));
  const others = notes.length - MOST_NAMED;
  return [['of the contract itself:', ...lines, ...(others > 0 ? [`  and ${others} more`] : [])].join('\n')];
}
