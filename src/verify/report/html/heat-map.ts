/** Operations × kinds of clauses: how much of each is covered, and where findings are. */

import { type CoverageItem, coverageNames } from '../../coverage/coverage.ts';
import type { Report, ReportedOperation } from '../report.ts';
import { type Column, columnOf, columnOfFinding, columnsOf } from './columns.ts';
import { html, type Markup } from './markup.ts';

interface Cell {
  readonly covered: number;
  readonly total: number;
  readonly findings: number;
}

export function renderHeatMap(report: Report): Markup {
  const columns = columnsOf(report);
  const cellOf = cellsOf(report);
  const accepted = new Map(report.coverage.operations.items.map((item) => [item.id, item]));
  return html`
<section id="operations" aria-labelledby="operations-title">
  <h2 id="operations-title">Operations × kinds of clauses</h2>
  <p class="hint">Each cell tells how many of the clauses are covered: a valid neighbour was accepted, and each
    violation of the clause alone was refused. Choose a cell to see what is behind it.</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="operations-title">
  <table class="heat">
    <thead><tr><th scope="col">operation</th>${columns.map(
      ({ key, title }) => html`<th scope="col" title="${title}">${key}</th>`,
    )}</tr></thead>
    <tbody>${report.operations.map((operation) =>
      renderRow(operation, accepted.get(operation.id), columns, (key) => cellOf(operation.id, key)),
    )}</tbody>
  </table>
  </div>
  ${legend}
</section>`;
}

const legend = html`
<ul class="legend" aria-label="Legend">
  <li><span class="swatch heat-full"></span>all covered</li>
  <li><span class="swatch heat-most"></span>at least half</li>
  <li><span class="swatch heat-some"></span>less than half</li>
  <li><span class="swatch heat-none"></span>nothing</li>
  <li><span class="swatch heat-void"></span>no such clause</li>
  <li><span class="mark">✗ 1</span> findings</li>
</ul>`;

function renderRow(
  { id, method, path, summary = '' }: ReportedOperation,
  accepted: CoverageItem | undefined,
  columns: readonly Column[],
  cellOf: (key: string) => Cell,
): Markup {
  const cells = columns.map(({ key }) => ({ key, cell: cellOf(key) }));
  const isOpen =
    accepted?.state === 'open' || cells.some(({ cell }) => cell.covered < cell.total || cell.findings > 0);
  return html`
<tr data-operation="${id}" data-open="${String(isOpen)}" data-text="${`${id} ${method} ${path}`.toLowerCase()}">
  <th scope="row" title="${summary}"><span class="id">${id}</span>
    <span class="route"><b>${method.toUpperCase()}</b> ${path}</span>${
      accepted?.state === 'open' ? html`<span class="warn">${accepted.reason}</span>` : undefined
    }</th>${cells.map(({ key, cell }) => renderCell(id, key, cell))}</tr>`;
}

function renderCell(operation: string, key: string, { covered, total, findings }: Cell): Markup {
  if (total === 0 && findings === 0) return html`<td class="heat-void"><span class="sr">none</span></td>`;
  const found = findings === 0 ? '' : `, ${findings} found`;
  const label = `${operation}, ${key}: ${covered} of ${total} covered${found}`;
  return html`<td class="${shadeOf(covered, total)}" data-column="${key}"><button type="button" data-cell
    data-operation="${operation}" data-column="${key}" aria-label="${label}">${
      total === 0 ? undefined : html`${covered}<i>/${total}</i>`
    }${findings === 0 ? undefined : html`<span class="mark">✗ ${findings}</span>`}</button></td>`;
}

function shadeOf(covered: number, total: number): string {
  if (total === 0) return 'heat-void';
  if (covered === total) return 'heat-full';
  if (covered === 0) return 'heat-none';
  return covered * 2 >= total ? 'heat-most' : 'heat-some';
}

function cellsOf(report: Report): (operation: string, column: string) => Cell {
  const cells = new Map<string, Cell>();
  const add = (operation: string, column: string, change: Partial<Cell>): void => {
    const key = `${operation} ${column}`;
    const { covered, total, findings } = cells.get(key) ?? NOTHING;
    cells.set(key, {
      covered: covered + (change.covered ?? 0),
      total: total + (change.total ?? 0),
      findings: findings + (change.findings ?? 0),
    });
  };
  for (const name of coverageNames) {
    for (const item of report.coverage[name].items) {
      if (item.state === 'untestable') continue;
      add(item.operation, columnOf(name, item), { total: 1, covered: item.state === 'covered' ? 1 : 0 });
    }
  }
  const columnFor = columnOfFinding(report);
  for (const finding of report.findings) {
    if (finding.severity === 'error') add(finding.operation, columnFor(finding), { findings: 1 });
  }
  return (operation, column) => cells.get(`${operation} ${column}`) ?? NOTHING;
}

const NOTHING: Cell = { covered: 0, total: 0, findings: 0 };
