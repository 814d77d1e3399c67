import { expect, test } from 'vitest';
import { renderText } from '../../src/verify/report/render-text.ts';
import { verifyLibrary } from './library/verify-library.ts';

const report = await verifyLibrary();

test('a server that keeps its contract gives no finding', () => {
  expect(renderText(report)).not.toMatch(/^[✗!]/m);
  expect(report.findings).toEqual([]);
});

test('every clause is shown to be kept, and every documented answer is seen', () => {
  expect(report.coverage.clauses.gaps).toEqual([]);
  expect(report.coverage.answers.gaps).toEqual([]);
  expect(report.cases.filter(({ verdict }) => verdict !== 'kept')).toEqual([]);
});
