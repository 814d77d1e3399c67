/** The findings, each with what one needs to see it oneself. */
import type { WireResponse } from '../../model/exchange.ts';
import { headerOf } from '../../model/exchange.ts';
import type { Finding } from '../../model/finding.ts';
import { countOf } from '../../values/describe-value.ts';
import { toCurl } from '../curl.ts';
import { placeOf } from '../render-finding.ts';
import type { Report } from '../report.ts';
import { columnOfFinding } from './columns.ts';
import { html, type Markup } from './markup.ts';

/** With so few findings each is shown at once. */
const FEW = 3;

/** Cases that are named for one finding. */
const MOST_CASES = 50;

/** Characters of an answer's body that are shown. */
const LONGEST_ANSWER = 2_000;

export function renderFindings(report: Report): Markup {
  const { findings, fixed } = report;
  const columnFor = columnOfFinding(report);
  return html`
<section id="findings" aria-labelledby="findings-title">
  <h2 id="findings-title">Findings <span class="count" data-count="findings" aria-live="polite">${findings.length}</span></h2>
  ${findings.length === 0 ? html`<p class="empty">Nothing that was asked showed a difference from the contract.</p>` : undefined}
  ${findings.map((finding) => renderCard(finding, columnFor(finding), findings.length <= FEW))}
  <p class="empty" data-none="findings" hidden>No finding fits what is chosen.</p>
  ${
    fixed.length === 0
      ? undefined
      : html`<h3>Fixed since the baseline</h3><ul class="fixed">${fixed.map(
          ({ clause, operation, message }) => html`<li>✓ ${clause ?? operation}: ${message}</li>`,
        )}</ul>`
  }
</section>`;
}

function renderCard(finding: Finding, column: string, isOpen: boolean): Markup {
  const { severity, operation, clause, message, kind, baseline, why, expected, actual, earlier, exchange } =
    finding;
  const rest = clause?.startsWith(`${operation} `) === true ? clause.slice(operation.length + 1) : undefined;
  const text = [operation, clause, message, kind, finding.caseName].join(' ').toLowerCase();
  const response = exchange?.response;
  return html`
<details class="card ${severity}" data-finding data-operation="${operation}" data-column="${column}"
  data-text="${text}"${isOpen ? html` open` : undefined}>
  <summary>
    <span class="sign" aria-hidden="true">${severity === 'error' ? '✗' : '!'}</span>
    <span class="what"><strong>${operation}</strong> ${rest}</span>
    <span class="message">${message}</span>
    <span class="badges"><span class="badge">${kind}</span><span class="badge">${countOf(finding.cases.length, 'case')}</span>${
      baseline === undefined ? undefined : html`<span class="badge ${baseline}">${baseline}</span>`
    }${severity === 'notice' ? html`<span class="badge">notice</span>` : undefined}</span>
  </summary>
  <p class="why">${why}</p>
  <dl>
    <dt>Expected</dt><dd>${expected}</dd>
    <dt>Got</dt><dd>${actual}</dd>
    <dt>Contract</dt><dd><code>${placeOf(finding)}</code></dd>
    <dt>Finding</dt><dd><code>${finding.id}</code></dd>
  </dl>
  ${earlier.map(({ baseUrl, request, response }, index) =>
    renderCode(
      `Request ${index + 1}, answered ${response?.status ?? 'with nothing'}`,
      toCurl(baseUrl, request),
      true,
    ),
  )}
  ${exchange === undefined ? undefined : renderCode('Request', toCurl(exchange.baseUrl, exchange.request), true)}
  ${response === undefined ? html`<p class="why">${exchange?.failure}</p>` : renderCode('Answer', answerText(response), false)}
  ${renderCases(finding.cases)}
</details>`;
}

function renderCode(title: string, code: string, canCopy: boolean): Markup {
  return html`<figure><figcaption>${title}${
    canCopy ? html` <button type="button" data-copy>Copy</button>` : undefined
  }</figcaption><pre tabindex="0"><code>${code}</code></pre></figure>`;
}

function renderCases(cases: readonly string[]): Markup {
  const others = cases.length - MOST_CASES;
  return html`<details class="cases"><summary>${countOf(cases.length, 'case')} that ${cases.length === 1 ? 'shows' : 'show'} it</summary>
  <ul>${cases.slice(0, MOST_CASES).map((name) => html`<li>${name}</li>`)}${
    others > 0 ? html`<li>and ${others} more</li>` : undefined
  }</ul></details>`;
}

function answerText(response: WireResponse): string {
  const type = headerOf(response, 'content-type');
  const head = [`HTTP ${response.status}`, ...(type === undefined ? [] : [`Content-Type: ${type}`])];
  const body = new TextDecoder().decode(response.body);
  return [...head, ...(body === '' ? [] : ['', cut(indented(body))])].join('\n');
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function cut(text: string): string {
  return text.length > LONGEST_ANSWER ? `${text.slice(0, LONGEST_ANSWER)}\n…` : text;
}
