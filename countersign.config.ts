import { defineConfig } from './src/toolkit/exports.ts';

// Imported when a target is started: the other commands do without a service.
const targets = () => import('./test/support/targets.ts');

export default defineConfig({
  strict: true,
  contracts: {
    campaign: {
      contract: 'openapi/campaign/openapi.yaml',
      generated: 'generated/campaign',
      scenarios: ['openapi/campaign/scenarios.arazzo.yaml'],
      targets: { server: async () => await (await targets()).campaignTarget() },
    },
    coldsend: {
      contract: 'openapi/coldsend/openapi.yaml',
      generated: 'generated/coldsend',
      scenarios: ['openapi/coldsend/scenarios.arazzo.yaml'],
      targets: { server: async () => await (await targets()).coldSendTarget() },
    },
    settings: {
      contract: 'openapi/settings/openapi.yaml',
      generated: 'generated/settings',
      scenarios: ['openapi/settings/scenarios.arazzo.yaml'],
      targets: { server: async () => await (await targets()).settingsTarget() },
    },
  },
});
