import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { ensureDocs, renderDocs } from '../../../src/toolkit/docs/docs.ts';

const pets = await loadContract(join(import.meta.dirname, '../generate/pets/openapi.yaml'), { name: 'pets' });

test('the page names every operation before any script has run', async () => {
  const text = textOf(await renderDocs(pets));

  expect(text).toContain('Everything about pets.');
  for (const { summary } of pets.operations) expect(text).toContain(summary);
});

test('the page names operations of methods that are new in OpenAPI 3.2', async () => {
  const observatory = await loadContract(join(import.meta.dirname, '../../support/observatory/openapi.yaml'));

  const text = textOf(await renderDocs(observatory));

  for (const { summary, method } of observatory.operations) expect(text).toContain(`${summary} ${method}`);
});

test('the page carries the whole contract, and shows the clauses that JSON Schema cannot say', async () => {
  const page = await renderDocs(pets);

  expect(JSON.parse(assigned(page, '__redoc_definition'))).toEqual(pets.document);
  expect(JSON.parse(assigned(page, '__redoc_options'))).toMatchObject({
    showExtensions: true,
    disableTelemetry: true,
  });
});

test('the page takes nothing from outside, and forbids the browser to', async () => {
  const page = await renderDocs(pets);

  expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]).toMatch(
    /^default-src 'none';/,
  );
  expect(markupOf(page).match(/\b(?:src|href)="https?:[^"]*"/g) ?? []).toEqual([
    // The attribution, a link to click: no resource.
    'href="https://redocly.com/redoc/"',
  ]);
  expect(page.includes('cdn.redoc.ly')).toBe(false);
});

test('a page is rendered again only for another contract', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = String(await ensureDocs(pets, folder));
  const first = await stat(path);

  expect(await ensureDocs(pets, folder)).toBe(undefined);
  expect((await stat(path)).mtimeMs).toBe(first.mtimeMs);

  await writeFile(path, 'the page of an older contract');
  await ensureDocs(pets, folder);
  expect((await stat(path)).size).toBe(first.size);
});

/** The JSON that the page's script gives to the constant of that name. */
function assigned(page: string, name: string): string {
  return new RegExp(`const ${name} = (\\{.*\\});`).exec(page)?.[1] ?? '';
}

/** The page without its scripts and styles: what stands there for the reader, and what it loads. */
function markupOf(page: string): string {
  return page.replaceAll(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '');
}

function textOf(page: string): string {
  return markupOf(page)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
