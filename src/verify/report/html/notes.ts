/** What is to be said of the contract itself. */
import { placeOf } from '../render-finding.ts';
import type { Note } from '../report.ts';
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
