/** What a reader sees first: the verdict, what was verified, and how much of it. */

import { type CoverageName, coverageNames, type Tally } from '../../coverage/coverage.ts';
import { verdicts } from '../../model/outcome.ts';
import { countOf } from '../../values/describe-value.ts';
import { isFailure } from '../baseline.ts';
import { countCases } from '../count-cases.ts';
import { percentOf } from '../percent.ts';
import { renderEnd } from '../render-text.ts';
import type { Report } from '../report.ts';
import type { Tool } from '../tool.ts';
import { html, type Markup } from './markup.ts';

export function renderSummary(report: Report, tool: Tool): Markup {
  const { contract, baseUrl, findings, seed, runId, startedAt, duration } = report;
  const cases = countOf(countCases(report).total, 'case');
  const failures = findings.filter(isFailure).length;
  const verdict =
    failures === 0
      ? html`<p class="verdict good">✓ No findings in ${cases}</p>`
      : html`<p class="verdict bad">✗ ${countOf(failures, 'finding')} in ${cases}</p>`;
  return html`
<header>
  <h1>${contract.title} <small>${contract.version}</small></h1>
  ${verdict}
  ${renderEnd(report).map((note) => html`<p class="note">${note}</p>`)}
  <dl class="facts">
    <div><dt>Target</dt><dd>${baseUrl}</dd></div>
    <div><dt>Started</dt><dd><time datetime="${startedAt.toISOString()}">${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</time></dd></div>
    <div><dt>Took</dt><dd>${(duration / 1000).toFixed(1)} s</dd></div>
    <div><dt>Seed, run</dt><dd>${seed}, ${runId}</dd></div>
    <div><dt>Made by</dt><dd>${tool.name} ${tool.version}</dd></div>
  </dl>
</header>
<section class="tiles" aria-label="Summary">
  ${coverageNames.map((name) => renderTile(name, report.coverage[name]))}
  ${renderCasesTile(report)}
</section>`;
}

/** What is counted, for who does not know the words. */
const HINTS: Readonly<Record<CoverageName, string>> = {
  operations: 'a valid request was accepted',
  answers: 'documented statuses and error codes seen',
  parameters: 'stood in an accepted request',
  clauses: 'kept when kept, refused when broken',
  parts: 'optional parts of answers seen',
};

function renderTile(name: CoverageName, tally: Tally): Markup {
  const percent = percentOf(tally);
  return html`
<div class="tile">
  <h2>${name}</h2>
  <p class="figure">${percent}<small> %</small></p>
  <div class="bar" aria-hidden="true"><span class="${percent === 100 ? 'full' : 'part'}" style="width:${percent}%"></span></div>
  <p><b>${tally.covered}</b> of ${tally.total}</p>
  <p class="hint">${HINTS[name]}</p>
</div>`;
}

function renderCasesTile(report: Report): Markup {
  const { total, byVerdict } = countCases(report);
  const counts = verdicts
    .map((verdict) => ({ verdict, count: byVerdict[verdict] }))
    .filter(({ count }) => count > 0);
  return html`
<div class="tile">
  <h2>cases</h2>
  <p class="figure">${total}</p>
  <div class="bar" aria-hidden="true">${counts.map(
    ({ verdict, count }) => html`<span class="${verdict}" style="width:${(count / total) * 100}%"></span>`,
  )}</div>
  ${counts.map(({ verdict, count }) => html`<p><span class="dot ${verdict}" aria-hidden="true"></span><b>${count}</b> ${verdict}</p>`)}
</div>`;
}
