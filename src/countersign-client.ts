/** What the package exports as `countersign/client`. It runs in a browser. */
export {
  type CampaignClient,
  type CampaignClientOptions,
  createCampaignClient,
} from './apis/campaign/client.ts';
export { type Client, type ClientOptions, createClient } from './client/client.ts';
export type { Refusal, Result, Success } from './client/result.ts';
