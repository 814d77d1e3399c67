import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import config from '../../../countersign.config.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { writeDocs } from '../../../src/toolkit/docs/docs.ts';
import { findChromium, openPage } from './chromium.ts';

const browser = findChromium(process.env);

// Needs a browser: install one (`apt-get install chromium`) or name it in CHROME_PATH.
const contracts: readonly (readonly [string, { readonly contract: string }])[] = [
  ...Object.entries(config.contracts),
  // Everything that OpenAPI 3.2 adds.
  ['observatory', { contract: join(import.meta.dirname, '../../support/observatory/openapi.yaml') }],
];

describe.skipIf(browser === undefined)('the docs page, opened without network', () => {
  test.each(contracts)('%s', { timeout: 60_000 }, async (name, { contract: file }) => {
    const contract = await loadContract(file, { name });
    const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const url = pathToFileURL(await writeDocs(contract, folder)).href;

    const page = await openPage(browser ?? '', url);
    onTestFinished(() => page.close());
    for (const { summary, path, method } of contract.operations) {
      await expect.poll(page.text, { timeout: 20_000 }).toContain(method.toUpperCase());
      await expect.poll(page.text, { timeout: 20_000 }).toContain(summary);
      await expect.poll(page.text, { timeout: 20_000 }).toContain(path);
    }
    expect(page.requests.filter((asked) => !asked.startsWith('data:'))).toEqual([url]);
    expect(page.errors).toEqual([]);
  });
});
