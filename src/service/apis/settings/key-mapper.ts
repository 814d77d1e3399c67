/** API keys of every API, in the words of the Settings API. */
import type { components } from '../../../../generated/settings/received.ts';
import type { ApiKey, NewApiKey } from '../../outreach/api-key.ts';
import { CAMPAIGN_KEYS } from '../campaign-keys.ts';
import { COLDSEND_KEYS } from '../coldsend-keys.ts';
import { publicId } from '../public-ids.ts';
import { givenDate, timestamp } from '../times.ts';

type Schemas = components['schemas'];

const KEYS: Readonly<Record<Schemas['KeyApi'], Pick<NewApiKey, 'api' | 'secretForm'>>> = {
  campaign: CAMPAIGN_KEYS,
  coldsend: COLDSEND_KEYS,
};

export function newApiKey({ api, name, scopes, expiresAt }: Schemas['NewApiKey']): NewApiKey {
  return { ...KEYS[api], name, scopes, expiresAt: givenDate(expiresAt) };
}

export function apiKeyView(key: ApiKey): Schemas['ApiKey'] {
  return {
    id: publicId('apiKey', key.id),
    api: apiOf(key),
    name: key.name,
    hint: key.hint,
    scopes: [...key.scopes],
    expiresAt: timestamp(key.expiresAt),
    revokedAt: timestamp(key.revokedAt),
    createdAt: timestamp(key.createdAt),
  };
}

export function newApiKeyView(key: ApiKey, secret: string): Schemas['ApiKeyWithSecret'] {
  const { revokedAt: _, ...view } = apiKeyView(key);
  return { ...view, secret };
}

function apiOf({ id, api }: ApiKey): Schemas['KeyApi'] {
  if (api === CAMPAIGN_KEYS.api || api === COLDSEND_KEYS.api) return api;
  throw new Error(`key ${id} is of the API ${api}, which this version does not serve`);
}
