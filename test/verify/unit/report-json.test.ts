import { expect, test } from 'vitest';
import { renderJson } from '../../../src/verify/report/render-json.ts';
import { stable } from '../../../src/verify/report/stable.ts';
import { runLibrary, saysNoOtherwise } from './report-run.ts';

test('two runs with the same seed give the same bytes, but for the member that tells of the run', async () => {
  const phases = ['positive', 'negative', 'protocol', 'security'] as const;
  const write = async () => {
    const { run, ...rest } = JSON.parse(
      renderJson(await runLibrary({ behaviour: saysNoOtherwise, options: { phases } })),
    );
    expect(Object.keys(run)).toEqual([
      'startedAt',
      'milliseconds',
      'id',
      'baseUrl',
      'throttled',
      'caseMilliseconds',
    ]);
    return JSON.stringify(rest);
  };
  expect(await write()).toBe(await write());
});

test('a program finds in it what was found, where and by which cases', async () => {
  const report = JSON.parse(renderJson(await runLibrary({ behaviour: saysNoOtherwise })));
  expect(report.summary.findings).toBe(report.findings.length);
  expect(report.findings[0]).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    kind: 'wrong body',
    severity: 'error',
    message: '/error is required',
    status: 400,
    pointer: '/components/schemas/Problem/required',
  });
  const names = report.cases.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(report.findings[0].cases));
  expect(report.summary.coverage.clauses).toMatchObject({ percent: expect.any(Number) });
});

test('ids, times and ports are taken out of what an answer said', () => {
  expect(stable('"2026-01-31T12:00:00.123Z"')).toBe('"#"');
  expect(stable('connect ECONNREFUSED 127.0.0.1:43611')).toBe('connect ECONNREFUSED #');
  expect(stable('id cmp_6qitze4rpf0xjw37mlaqjui5 is unknown')).toBe('id # is unknown');
  expect(stable('answered 201, expected 400; /v1 has 5001 pages')).toBe(
    'answered 201, expected 400; /v1 has 5001 pages',
  );
});
