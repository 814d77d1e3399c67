import { type Client, type ClientOptions, createClient } from '@countersign/client';
import type { paths } from '../../../../generated/campaign/types.ts';

export interface CampaignClientOptions extends Pick<ClientOptions, 'baseUrl' | 'fetch'> {
  /** The secret of an API key: `wsk_…`. */
  readonly apiKey: string;
}

export type CampaignClient = Client<paths>;

/**
 * A client for the Campaign API.
 *
 * @example
 * const api = createCampaignClient({ baseUrl: 'http://localhost:3000/api/v1', apiKey: 'wsk_…' });
 * const result = await api.GET('/campaigns/{campaignId}', { params: { path: { campaignId } } });
 * if (result.ok) console.log(result.data.data.status);
 * else console.error(result.status, result.error?.error.code);
 */
export function createCampaignClient({ apiKey, ...options }: CampaignClientOptions): CampaignClient {
  return createClient<paths>({ ...options, headers: { Authorization: `Bearer ${apiKey}` } });
}
