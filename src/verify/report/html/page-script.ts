/** What runs in the page. It is written into it as text, and so can use nothing but what a browser has. */
import type { PageCase, PageData, PageItem } from './page-data.ts';

/** Fills the tables, and lets the reader choose what they show. */
export function activate(): void {
  /** Rows that are shown before a reader asks for more. */
  const FIRST_ROWS = 100;
  const data: PageData = JSON.parse(document.getElementById('data')?.textContent ?? '');
  const form = document.querySelector('form');
  if (form === null) return;
  const limits = { items: FIRST_ROWS, cases: FIRST_ROWS };

  const chosen = () => {
    const values = new FormData(form);
    const value = (name: string): string => String(values.get(name) ?? '');
    return {
      text: value('text').trim().toLowerCase(),
      operation: value('operation'),
      column: value('column'),
      set: value('set'),
      open: values.has('open'),
    };
  };

  const cell = (text: string, className = ''): HTMLTableCellElement => {
    const element = document.createElement('td');
    element.textContent = text;
    element.className = className;
    return element;
  };

  const tellCount = (list: string, shown: number, total: number): void => {
    const count = document.querySelector(`[data-count="${list}"]`);
    if (count !== null) count.textContent = shown === total ? String(total) : `${shown} of ${total}`;
    const none = document.querySelector<HTMLElement>(`[data-none="${list}"]`);
    if (none !== null) none.hidden = shown > 0 || total === 0;
  };

  /** Shows the rows that fit, up to the limit, and says how many there are. */
  const fill = (
    table: 'items' | 'cases',
    rows: readonly (() => HTMLTableCellElement[])[],
    total: number,
  ): void => {
    const body = document.querySelector(`[data-rows="${table}"]`);
    const shown = rows.slice(0, limits[table]).map((cells) => {
      const row = document.createElement('tr');
      row.append(...cells());
      return row;
    });
    body?.replaceChildren(...shown);
    tellCount(table, rows.length, total);
    const more = document.querySelector<HTMLElement>(`[data-more="${table}"]`);
    if (more !== null) {
      more.hidden = rows.length <= shown.length;
      more.textContent = `Show all ${rows.length}`;
    }
  };

  const update = (): void => {
    const { text, operation, column, set, open } = chosen();
    const fits = (words: string, itsOperation: string, itsColumn: string): boolean =>
      (operation === '' || itsOperation === operation) &&
      (column === '' || itsColumn === column) &&
      (text === '' || words.toLowerCase().includes(text));

    const cards = [...document.querySelectorAll<HTMLElement>('[data-finding]')];
    for (const card of cards) {
      const { text: words = '', operation: its = '', column: itsColumn = '' } = card.dataset;
      card.hidden = !fits(words, its, itsColumn);
    }
    tellCount('findings', cards.filter((card) => !card.hidden).length, cards.length);

    const matching = new Set<string>();
    for (const item of data.items)
      if (fits(`${item.id} ${item.reason}`, item.operation, column)) matching.add(item.operation);
    for (const row of document.querySelectorAll<HTMLElement>('.heat tbody tr')) {
      const { text: words = '', operation: its = '' } = row.dataset;
      const isMeant =
        fits(words, its, column) || (matching.has(its) && (operation === '' || its === operation));
      row.hidden = !isMeant || (open && row.dataset['open'] === 'false');
    }
    for (const one of document.querySelectorAll<HTMLElement>('.heat td[data-column]')) {
      one.classList.toggle('dim', column !== '' && one.dataset['column'] !== column);
    }

    const items = data.items.filter(
      (item) =>
        fits(`${item.id} ${item.reason}`, item.operation, item.column) &&
        (set === '' || item.set === set) &&
        (!open || item.state === 'open'),
    );
    const rank = ({ state }: PageItem): number => ['open', 'untestable', 'covered'].indexOf(state);
    const words: Record<string, string> = {
      open: '○ open',
      covered: '✓ covered',
      untestable: '– cannot be tested',
    };
    fill(
      'items',
      items
        .toSorted((one, other) => rank(one) - rank(other))
        .map((item) => () => [
          cell(words[item.state] ?? item.state, `state ${item.state}`),
          cell(item.set),
          cell(item.id, 'id'),
          cell(item.reason),
        ]),
      data.items.length,
    );

    const cases = data.cases.filter(
      (testCase) =>
        fits(testCase.name, testCase.operation, testCase.column) && (!open || testCase.outcome !== 'pass'),
    );
    const order = ({ outcome }: PageCase): number =>
      ['fail', 'skipped', 'inconclusive', 'pass'].indexOf(outcome);
    fill(
      'cases',
      cases
        .toSorted((one, other) => order(one) - order(other))
        .map((testCase) => () => [
          cell(testCase.outcome, `state ${testCase.outcome}`),
          cell(testCase.phase),
          cell(testCase.name),
          cell(testCase.answer),
          cell(testCase.duration.toFixed(1), 'number'),
        ]),
      data.cases.length,
    );
  };

  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(update));
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === null) return;
    const { operation, column, more } = button.dataset;
    if (button.dataset['cell'] !== undefined) {
      const set = (name: string, value: string): void => {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLSelectElement) field.value = value;
      };
      set('operation', operation ?? '');
      set('column', column ?? '');
      update();
      const hasFinding = document.querySelector('[data-finding]:not([hidden])') !== null;
      document.getElementById(hasFinding ? 'findings' : 'coverage')?.scrollIntoView();
    } else if (more === 'items' || more === 'cases') {
      limits[more] = Number.POSITIVE_INFINITY;
      update();
    } else if (button.dataset['copy'] !== undefined) {
      const code = button.closest('figure')?.querySelector('code')?.textContent ?? '';
      void navigator.clipboard.writeText(code).then(() => {
        button.textContent = 'Copied';
      });
    }
  });
  update();
}
