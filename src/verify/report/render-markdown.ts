/** A report as Markdown, for what a CI shows beside a run: a job summary, a comment. */
import { type CoverageName, coverageNames } from '../coverage/coverage.ts';
import type { Finding } from '../model/finding.ts';
import { countOf } from '../values/describe-value.ts';
import { isFailure } from './baseline.ts';
import { countCases } from './count-cases.ts';
import { percentOf } from './percent.ts';
import { renderFinding, titleOf } from './render-finding.ts';
import type { Report } from './report.ts';

/** Findings that are told: a summary has little room (GitHub's: 1 MiB), and the other reports tell all. */
const MOST_FINDINGS = 50;

export function renderMarkdown(report: Report): string {
  const { contract, baseUrl, findings, coverage, ended } = report;
  const failures = findings.filter(isFailure).length;
  const mark = failures === 0 ? '✓' : '✗';
  const result = failures === 0 ? 'no findings' : countOf(failures, 'finding');
  const others = findings.length - MOST_FINDINGS;
  const parts = [
    `## ${mark} ${inline(`${contract.title} ${contract.version}`)}: ${result}`,
    `${countOf(countCases(report).total, 'case')} at ${inline(baseUrl)}${ended === 'complete' ? '' : `, ended early: ${ended}`}`,
    ['| covered | | of |', '|---|---:|---:|', ...coverageNames.map((name) => renderRow(name, coverage))].join(
      '\n',
    ),
    ...findings.slice(0, MOST_FINDINGS).map(renderDetails),
    ...(others > 0 ? [`and ${countOf(others, 'finding')} more`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderRow(name: CoverageName, coverage: Report['coverage']): string {
  const { covered, total } = coverage[name];
  return `| ${name} | ${covered} (${percentOf(coverage[name])} %) | ${total} |`;
}

/** Folded, so that what there is can be seen at once. */
function renderDetails(finding: Finding): string {
  const text = renderFinding(finding);
  const fence = fenceFor(text);
  const summary = `<summary>${escapeHtml(titleOf(finding))}</summary>`;
  return `<details>${summary}\n\n${fence}text\n${text}\n${fence}\n\n</details>`;
}

/** CommonMark §4.5: a code fence ends at one that is as long as it, so it is longer than any in the text. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  return '`'.repeat(longest + 1);
}

/** As code, in which nothing means anything (CommonMark §6.1). */
function inline(text: string): string {
  const fence = fenceFor(text).slice(2);
  return `${fence}${text.replaceAll('\n', ' ')}${fence}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
