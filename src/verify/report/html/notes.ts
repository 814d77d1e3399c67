/** What is to be said of the contract itself, and what of it no case was made of. */

import type { Note } from '../../model/gaps.ts';
import { placeOf } from '../render-finding.ts';
import type { Report } from '../report.ts';
import { unmadeCases } from '../unasked.ts';
import { html, type Markup } from './markup.ts';

export function renderNotes(notes: readonly Note[]): Markup | undefined {
  if (notes.length === 0) return undefined;
  return html`
<section id="notes" aria-labelledby="notes-title">
  <h2 id="notes-title">Of the contract itself <span class="count">${notes.length}</span></h2>
  <p class="hint">What in it was not looked at, and what in it is not so. No target is to blame for that.</p>
  <ul>${notes.map((note) => html`<li><code>${placeOf(note)}</code> ${note.about}: ${note.reason}</li>`)}</ul>
</section>`;
}

export function renderUnmade(report: Report): Markup | undefined {
  const unmade = unmadeCases(report);
  if (unmade.length === 0) return undefined;
  return html`
<section id="unmade" aria-labelledby="unmade-title">
  <h2 id="unmade-title">Not made into a case <span class="count">${unmade.length}</span></h2>
  <p class="hint">What the contract leaves too open to be asked.</p>
  <details><summary>Show</summary>
  <ul>${unmade.map(({ id, reason }) => html`<li>${id}: ${reason}</li>`)}</ul></details>
</section>`;
}
