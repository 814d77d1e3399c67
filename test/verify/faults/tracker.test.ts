/** A server that keeps things, or fails to: what only several requests together can show. */
import { describe, expect, test } from 'vitest';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { type Fault, faults } from './tracker/faults.ts';
import { verifyTracker } from './tracker/verify-tracker.ts';

describe.each<Fault>([...faults])('a tracker that $name', ({ behaviour, finding }) => {
  test('is found out, by the operation', async () => {
    const report = await verifyTracker(behaviour, { phases: ['protocol', 'security', 'stateful'] });
    const { operation, kind, message = /./ } = finding;
    const found = report.findings.filter(
      (each) =>
        each.severity === 'error' &&
        each.operation === operation &&
        each.kind === kind &&
        message.test(each.message),
    );
    expect(found, renderText(report)).not.toEqual([]);
  });
});
