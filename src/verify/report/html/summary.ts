/** What a reader sees first: how it went, what was verified, and how much of it. */

import { type CoverageCount, type CoverageName, coverageNames } from '../../coverage/coverage.ts';
import { outcomes } from '../../model/outcome.ts';
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
  const outcome =
    failures === 0
      ? html`<p class="outcome good">✓ No findings in ${cases}</p>`
      : html`<p class="outcome bad">✗ ${countOf(failures, 'finding')} in ${cases}</p>`;
  return html`
<header>
  <h1>${contract.title} <small>${contract.version}</small></h1>
  ${outcome}
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

function renderTile(name: CoverageName, count: CoverageCount): Markup {
  const percent = percentOf(count);
  return html`
<div class="tile">
  <h2>${name}</h2>
  <p class="figure">${percent}<small> %</small></p>
  <div class="bar" aria-hidden="true"><span class="${percent === 100 ? 'full' : 'part'}" style="width:${percent}%"></span></div>
  <p><b>${count.covered}</b> of ${count.total}</p>
  <p class="hint">${HINTS[name]}</p>
</div>`;
}

function renderCasesTile(report: Report): Markup {
  const { total, byOutcome } = countCases(report);
  const counts = outcomes
    .map((outcome) => ({ outcome, count: byOutcome[outcome] }))
    .filter(({ count }) => count > 0);
  return html`
<div class="tile">
  <h2>cases</h2>
  <p class="figure">${total}</p>
  <div class="bar" aria-hidden="true">${counts.map(
    ({ outcome, count }) => html`<span class="${outcome}" style="width:${(count / total) * 100}%"></span>`,
  )}</div>
  ${counts.map(({ outcome, count }) => html`<p><span class="dot ${outcome}" aria-hidden="true"></span><b>${count}</b> ${outcome}</p>`)}
</div>`;
}
