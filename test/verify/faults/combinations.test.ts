/** What only random requests find: each fault as small as it can be shown, and the same one for the same seed. */
import { describe, expect, test } from 'vitest';
import { renderFinding } from '../../../src/verify/report/render-finding.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import type { Report } from '../../../src/verify/report/report.ts';
import { combinations } from './combinations.ts';
import { verifyLibrary } from './library/verify-library.ts';
import { verifyShop } from './shop/verify-shop.ts';
import { verifyTracker } from './tracker/verify-tracker.ts';

const SEED = 3;
const random = { phases: ['random'], seed: SEED } as const;

describe.each(combinations)('$name', ({ verify, operation, finding, smallest }) => {
  const only = { operations: (id: string) => id === operation };

  test('is not found by the cases of its clauses', async () => {
    expect((await verify({})).findings).toEqual([]);
  });

  test('is found at random, and shown by the smallest requests', async () => {
    const report = await verify({ ...random, ...only });
    expect(report.findings, renderText(report)).toEqual([expect.objectContaining({ operation, ...finding })]);
    expect(bodiesOf(report)).toEqual(smallest);
  });
});

test('the same seed finds the same, however many requests are under way', async () => {
  const [first] = combinations;
  const told = async (concurrency: number): Promise<string[]> => {
    const operations = (id: string): boolean => /Project$/.test(id);
    const report = await first?.verify({ ...random, concurrency, operations });
    return (report?.findings ?? []).map((each) =>
      renderFinding(each).replaceAll(/127\.0\.0\.1:\d+/g, 'host'),
    );
  };
  const findings = await told(16);
  expect(findings).toHaveLength(1);
  expect(await told(16)).toEqual(findings);
  expect(await told(1)).toEqual(findings);
});

test.each([
  ['library', verifyLibrary({}, random)],
  ['tracker', verifyTracker({}, random)],
  ['shop', verifyShop(undefined, random)],
])('a %s that keeps its contract gives no finding', async (_, running) => {
  const { findings, cases } = await running;
  expect(findings.map((each) => renderFinding(each))).toEqual([]);
  expect(cases.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
});

/** What the requests of the one finding say, in order; of a sequence, what follows the creation. */
function bodiesOf({ findings: [finding] }: Report): unknown[] {
  const exchanges = finding === undefined ? [] : [...finding.earlier, finding.exchange];
  const isOfSequence = (finding?.earlier.length ?? 0) > 0;
  return exchanges
    .map((exchange) => exchange?.request.body)
    .filter((body) => body !== undefined)
    .slice(isOfSequence ? 1 : 0)
    .map((body): unknown => JSON.parse(new TextDecoder().decode(body)));
}
