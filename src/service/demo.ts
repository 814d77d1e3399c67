/** Something to try at the first start: a workspace with two mailboxes, a prospect and a key of each API. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isObject } from '@countersign/contract';
import { ALL_SCOPES, CAMPAIGN_KEYS } from './apis/campaign-keys.ts';
import { COLDSEND_KEYS, EVERY_SCOPE } from './apis/coldsend-keys.ts';
import { publicId } from './apis/public-ids.ts';
import type { Outreach } from './outreach/outreach.ts';

export interface Demo {
  /** Of the Campaign API. */
  readonly apiKey: string;
  readonly coldSendKey: string;
  readonly mailboxIds: readonly string[];
}

/** Read and written by its owner alone: it holds the demo's keys. */
const OWNER_ONLY = 0o600;

/** The demo's keys and mailboxes: those of the first start, kept beside the data, or new ones. */
export async function keptDemo(outreach: Outreach, dataFile: string): Promise<Demo> {
  const file = join(dirname(dataFile), 'demo.json');
  const kept = await readDemo(file);
  if (kept !== undefined && (await outreach.apiKeys.authenticate(kept.apiKey)) !== undefined) return kept;
  const demo = await makeDemo(outreach);
  await writeFile(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: OWNER_ONLY });
  return demo;
}

export async function makeDemo({ workspaces, mailboxes, prospects, apiKeys }: Outreach): Promise<Demo> {
  const { id } = await workspaces.create({ name: 'Demo' });
  const ana = await mailboxes.connect(id, { email: 'ana@demo.example', displayName: 'Ana' });
  const rui = await mailboxes.connect(id, { email: 'rui@demo.example', displayName: 'Rui' });
  await prospects.create(id, { email: 'mira@prospect.example', firstName: 'Mira' });
  const campaign = await apiKeys.create(id, { ...CAMPAIGN_KEYS, name: 'Demo', scopes: ALL_SCOPES });
  const coldSend = await apiKeys.create(id, { ...COLDSEND_KEYS, name: 'Demo', scopes: [EVERY_SCOPE] });
  return {
    apiKey: campaign.secret,
    coldSendKey: coldSend.secret,
    mailboxIds: [ana, rui].map((mailbox) => publicId('mailbox', mailbox.id)),
  };
}

async function readDemo(file: string): Promise<Demo | undefined> {
  let kept: unknown;
  try {
    kept = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
  if (!isObject(kept)) return undefined;
  const { apiKey, coldSendKey, mailboxIds } = kept;
  if (typeof apiKey !== 'string' || typeof coldSendKey !== 'string' || !Array.isArray(mailboxIds))
    return undefined;
  return { apiKey, coldSendKey, mailboxIds: mailboxIds.filter((id) => typeof id === 'string') };
}
