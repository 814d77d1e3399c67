import { afterAll } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { describeContract } from '../../../src/verify/vitest.ts';
import { coldSendTarget } from '../../support/targets.ts';
import { serverFailures, serverUnavailable } from './exceptions.ts';

const contract = await loadContract('openapi/coldsend/openapi.yaml');
const { inputs, close, ...target } = await coldSendTarget();
afterAll(close);

await describeContract(contract, {
  target,
  scenarios: {
    files: ['openapi/coldsend/scenarios.arazzo.yaml'],
    inputs,
    load: (file) => loadContract(file),
  },
  exceptions: [
    ...serverFailures(contract),
    ...serverUnavailable(contract),
    {
      gap: / 429 rate_limited$/,
      reason: 'one limit counts the requests of all operations; a scenario reaches it with listCampaigns',
    },
    {
      gap: / 403 subscription_blocked$/,
      reason: 'takes the operator: test/scenarios/coldsend-refusals.test.ts',
    },
    {
      gap: /^uploadLeads 400 /,
      reason: 'depends on what a file holds: test/scenarios/coldsend-refusals.test.ts and uploads.test.ts',
    },
    {
      gap: /^uploadLeads body \/mapping/,
      reason: 'a mapping is accepted with the columns of its file, which no schema can say',
    },
    {
      gap: /^sendTestEmail (200|400)/,
      reason: 'takes real mail servers: test/scenarios/sender-accounts.test.ts',
    },
    {
      gap: 'deleteLead 400 lead_not_pending',
      reason: 'nothing is sent yet, so every lead is pending; test/unit/outreach shows the rule',
    },
    {
      gap: /^updateCampaign body \/sending_window_(start maximum|end minimum)$/,
      reason: 'at its edge one hour is accepted with another value of the other hour alone',
    },
    { gap: / body \/inbox_ids maxItems$/, reason: 'takes more inboxes than a run makes' },
    {
      gap: 'updateCampaign body /launch type',
      reason: 'a launch is accepted with leads, which a scenario adds',
    },
  ],
});
