import { defineConfig } from './src/countersign.ts';

export default defineConfig({
  contracts: {
    campaign: {
      contract: 'openapi/campaign/openapi.yaml',
      generated: 'generated/campaign',
      scenarios: ['openapi/campaign/scenarios.arazzo.yaml'],
    },
    settings: {
      contract: 'openapi/settings/openapi.yaml',
      generated: 'generated/settings',
      scenarios: ['openapi/settings/scenarios.arazzo.yaml'],
    },
  },
});
