import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { renderHtml } from '../../../src/verify/report/html/render-html.ts';
import { findChromium, openPage } from '../../toolkit/browser/chromium.ts';
import { runLibrary, takesAnyPages } from './report-run.ts';

const tool = { name: 'countersign', version: '0.1.0' };
const report = await runLibrary({ behaviour: takesAnyPages });
const page = renderHtml(report, tool);

test('it loads nothing: no address, but as text', () => {
  expect(page).not.toMatch(/<(link|img|iframe|script [^>]*src)/);
  expect(page).toContain('default-src &#39;none&#39;');
});

test('what a target says cannot become markup', async () => {
  const evil = '</script><script>alert(1)</script><img src=x>';
  const behaviour = {
    answer: (answer: { status: number; headers: Record<string, string>; body: unknown }) =>
      answer.status === 400 ? { ...answer, body: { message: evil } } : answer,
  };
  const attacked = renderHtml(await runLibrary({ behaviour }), tool);
  expect(attacked).not.toContain('<script>alert');
  expect(attacked).not.toContain('<img');
  expect(attacked).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
});

test('every operation has its row, and a cell tells in words what its colour says', () => {
  const rows = [...page.matchAll(/<tr data-operation="([^"]*)"/g)].map(([, id]) => id);
  const labels = [...page.matchAll(/aria-label="(addBook, [^"]*)"/g)].map(([, label]) => label);
  expect(rows).toEqual(report.operations.map(({ id }) => id));
  const { items } = report.coverage.clauses;
  const numbers = items.filter(({ operation, kind }) => operation === 'addBook' && kind === 'numbers');
  expect(labels).toContain(`addBook, numbers: ${numbers.length - 1} of ${numbers.length} covered, 1 found`);
});

test('what is to be said of the contract itself stands in a section of its own', () => {
  const note = { about: 'webhooks', reason: 'not asked', pointer: '/webhooks', location: undefined };
  const noted = renderHtml({ ...report, notes: [note] }, tool);
  expect(noted).toContain('<li><code>#/webhooks</code> webhooks: not asked</li>');
  expect(page).not.toContain('id="notes"');
});

const browser = findChromium(process.env);

// Needs a browser: install one (`apt-get install chromium`) or name it in CHROME_PATH.
describe.skipIf(browser === undefined)('opened in a browser without network', { timeout: 60_000 }, () => {
  async function open(script = '') {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
    const file = join(folder, 'report.html');
    await writeFile(
      file,
      page.replace('</body>', () => `<script>${script}</script></body>`),
    );
    const opened = await openPage(browser ?? '', pathToFileURL(file).href);
    onTestFinished(async () => {
      await opened.close();
      await rm(folder, { recursive: true });
    });
    return { ...opened, url: pathToFileURL(file).href };
  }

  test('it shows findings, coverage and cases, and asks for nothing', async () => {
    const { text, requests, errors, url } = await open();
    await expect.poll(text).toContain(`Cases ${report.cases.length}`);
    const shown = await text();
    expect(shown).toContain('addBook body /pages maximum');
    expect(shown).toContain('its violation was answered 201');
    expect(requests).toEqual([url]);
    expect(errors).toEqual([]);
  });

  test('one choice holds for everything that it shows', async () => {
    const { text } = await open(`
      document.querySelector('[data-cell][data-operation="addBook"][data-column="numbers"]').click();
    `);
    await expect.poll(text).toMatch(/Coverage \d+ of \d+/);
    const shown = await text();
    expect(shown).toContain('addBook body /pages maximum');
    expect(shown).not.toContain('listBooks query');
    expect(shown).not.toContain('addBook body /title maxLength');
  });
});
