import { expect, test } from 'vitest';
import { runLibrary } from './report-run.ts';

test('the shards together send every case, and each of them once', async () => {
  const whole = await runLibrary();
  const shards = await Promise.all(
    [1, 2, 3].map((index) => runLibrary({ options: { shard: { index, of: 3 } } })),
  );
  const names = shards.map((report) => report.cases.map(({ name }) => name));
  expect(names.flat().sort()).toEqual(whole.cases.map(({ name }) => name).sort());
  for (const some of names) expect(some.length).toBeGreaterThan(whole.cases.length / 6);
});

test('a shard takes nothing for covered that another one sends', async () => {
  const { coverage } = await runLibrary({ options: { shard: { index: 1, of: 3 } } });
  expect(coverage.clauses.covered).toBeLessThan(coverage.clauses.total);
});
