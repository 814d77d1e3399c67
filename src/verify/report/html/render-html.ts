/** A report as one HTML file that needs nothing else: it can be opened, mailed and kept. */

import { coverageNames } from '../../coverage/coverage.ts';
import type { Report } from '../report.ts';
import type { Tool } from '../tool.ts';
import { columnsOf } from './columns.ts';
import { renderFindings } from './finding-cards.ts';
import { renderHeatMap } from './heat-map.ts';
import { embedJson, html, Markup } from './markup.ts';
import { renderNotes, renderUnmade } from './notes.ts';
import { pageData } from './page-data.ts';
import { activate } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { renderSummary } from './summary.ts';

/** Nothing is loaded, from anywhere, whatever an answer that is shown here says. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function renderHtml(report: Report, tool: Tool): string {
  const { title, version } = report.contract;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title} ${version}: verified</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${renderSummary(report, tool)}
<nav aria-label="Sections"><a href="#findings">Findings</a><a href="#operations">Operations</a><a href="#coverage">Coverage</a><a href="#cases">Cases</a></nav>
${renderFilters(report)}
<noscript><p class="note">The tables of coverage and cases, and choosing what is shown, need JavaScript.</p></noscript>
<main>
${renderFindings(report)}
${renderNotes(report.notes)}
${renderHeatMap(report)}
${renderTable('coverage', 'items', 'Coverage', 'What was not covered comes first, with the reason.', ['state', 'of', 'what', 'why not'])}
${renderTable('cases', 'cases', 'Cases', 'What was sent, one row for each case.', ['outcome', 'phase', 'case', 'answer', 'ms'])}
${renderUnmade(report)}
</main>
<script type="application/json" id="data">${embedJson(pageData(report))}</script>
<script>(${new Markup(activate.toString())})();</script>
</body>
</html>
`;
  return page.text;
}

/** One choice for everything that the page shows. */
function renderFilters(report: Report): Markup {
  return html`
<form role="search" aria-label="Choose what is shown">
  <label>Search <input type="search" name="text" placeholder="words, an operation, a clause"></label>
  <label>Operation <select name="operation"><option value="">all</option>${report.operations.map(
    ({ id }) => html`<option>${id}</option>`,
  )}</select></label>
  <label>Kind <select name="column"><option value="">all</option>${columnsOf(report).map(
    ({ key, title }) => html`<option value="${key}">${key}: ${title}</option>`,
  )}</select></label>
  <label>Coverage of <select name="set"><option value="">all</option>${coverageNames.map(
    (name) => html`<option>${name}</option>`,
  )}</select></label>
  <label class="check"><input type="checkbox" name="open"> only what is open</label>
  <button type="reset">Clear</button>
</form>`;
}

function renderTable(
  id: string,
  rows: 'items' | 'cases',
  title: string,
  hint: string,
  columns: readonly string[],
): Markup {
  return html`
<section id="${id}" aria-labelledby="${id}-title">
  <h2 id="${id}-title">${title} <span class="count" data-count="${rows}" aria-live="polite"></span></h2>
  <p class="hint">${hint}</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-title">
  <table class="list"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
  <tbody data-rows="${rows}"></tbody></table>
  </div>
  <p class="empty" data-none="${rows}" hidden>Nothing fits what is chosen.</p>
  <button type="button" data-more="${rows}" hidden>Show all</button>
</section>`;
}
