/** Verifies a tracker, correct or faulty. */
import { loadContract } from '../../../../src/toolkit/bundle/load-contract.ts';
import type { VerifyOptions } from '../../../../src/verify/model/options.ts';
import type { Report } from '../../../../src/verify/report/report.ts';
import { verify } from '../../../../src/verify/verify.ts';
import { trackerDocument } from './contract.ts';
import { startTracker, type TrackerBehaviour, tokens } from './server.ts';

export const tracker = await loadContract(trackerDocument, { name: 'tracker' });

export const roles = {
  default: { schemes: { token: tokens.default } },
  limited: { schemes: { token: tokens.limited } },
  otherTenant: { schemes: { token: tokens.otherTenant } },
};

export async function verifyTracker(
  behaviour: Partial<TrackerBehaviour> = {},
  options: Omit<VerifyOptions, 'target'> = {},
): Promise<Report> {
  const server = await startTracker(behaviour);
  try {
    return await verify(tracker, { ...options, target: { baseUrl: server.url, roles } });
  } finally {
    await server.close();
  }
}
