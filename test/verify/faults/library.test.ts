import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/verify/model/finding.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { type Fault, faults } from './library/faults.ts';
import { verifyLibrary } from './library/verify-library.ts';

describe.each(faults)('a server that $name', ({ behaviour, finding }) => {
  test('is found out, by the operation and the clause', async () => {
    const report = await verifyLibrary(behaviour);
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    expect(
      errors.filter((each) => names(each, finding)),
      renderText(report),
    ).not.toEqual([]);
  });
});

function names(found: Finding, { clause, operation, message = /./ }: Fault['finding']): boolean {
  return (
    (clause === undefined || found.clause === clause) &&
    (operation === undefined || found.operation === operation) &&
    message.test(found.message)
  );
}
