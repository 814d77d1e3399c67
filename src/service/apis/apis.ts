/** The APIs of the service: a new one is a folder beside this file, and one more row. */
import { type Contract, readContract } from '@countersign/server';
import type { Express } from 'express';
import type { operations as CampaignOperations } from '../../../generated/campaign/received.ts';
import type { operations as ColdSendOperations } from '../../../generated/coldsend/received.ts';
import type { operations as SettingsOperations } from '../../../generated/settings/received.ts';
import { campaignServer } from './campaign/server.ts';
import { coldSendServer } from './coldsend/server.ts';
import type { ApiParts } from './parts.ts';
import { settingsServer } from './settings/server.ts';

/** An API that is being served. */
export interface ServedApi {
  readonly contract: Contract;
  /** What answers below the contract's base path, and leaves every other path alone. */
  readonly app: Express;
}

/** One contract of the service, and what serves it. */
export type Api = (parts: ApiParts) => Promise<ServedApi>;

export const apis: readonly Api[] = [
  async (parts) => {
    const contract = await generatedContract<CampaignOperations>('campaign');
    return { contract, app: await campaignServer(contract, parts) };
  },
  async (parts) => {
    const contract = await generatedContract<ColdSendOperations>('coldsend');
    return { contract, app: await coldSendServer(contract, parts) };
  },
  async (parts) => {
    const contract = await generatedContract<SettingsOperations>('settings');
    return { contract, app: await settingsServer(contract, parts) };
  },
];

function generatedContract<Operations>(name: string): Promise<Contract<Operations>> {
  const file = new URL(`../../../generated/${name}/contract.json`, import.meta.url);
  return readContract<Operations>(file, { name });
}
