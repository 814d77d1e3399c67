/** The order of the test files: with the longest first, all workers end at about the same time. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, the longest first. Vitest knows how long a file took only where it ran before. */
const LONGEST = [
  // It waits for time to pass, while the checks of `npm test` have something to do.
  'service/scenarios/respect',
  'verify/self-loop/no-false-alarms',
  'verify/faults/tracker',
  'verify/faults/library',
  'server/self-loop/self-loop',
  'toolkit/types-proof/types-proof',
  'service/contract/campaign-server',
  'service/contract/coldsend-server',
  'service/contract/mock',
  'verify/faults/combinations',
  'service/http/command',
  'service/http/process',
  'service/scenarios/uploads',
  'service/contract/settings-server',
  'service/contract/missing-clause',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? LONGEST.length : place;
}
