import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { operations } from '../../../generated/campaign/received.ts';
import { at, isObject, type JsonObject } from '../../../src/contract/json.ts';
import { campaignServer } from '../../../src/service/apis/campaign/server.ts';
import { ALL_SCOPES, CAMPAIGN_KEYS } from '../../../src/service/apis/campaign-keys.ts';
import { publicId } from '../../../src/service/apis/public-ids.ts';
import { listen } from '../../../src/service/listen.ts';
import { mailGateway } from '../../../src/service/mail-gateway.ts';
import { createOutreach } from '../../../src/service/outreach/outreach.ts';
import { readProspectFile } from '../../../src/service/read-prospect-file.ts';
import { SECRET_KEY_SIZE, secretKey } from '../../../src/service/storage/secret-box.ts';
import { openStorage } from '../../../src/service/storage/storage.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../../src/verify/verify.ts';

const contract = await loadContract('openapi/campaign/openapi.yaml');
const now = () => new Date();
const secretKeys = [secretKey(randomBytes(SECRET_KEY_SIZE))] as const;
const storage = await openStorage({ file: ':memory:', now, randomBytes, secretKeys });
const outreach = createOutreach({
  storage,
  mail: mailGateway({}),
  readProspectFile,
  now,
  newId: randomUUID,
  randomBytes,
  report: () => {},
});
afterAll(() => storage.close());

/** The bundled contract with one keyword taken out of one schema. */
async function contractWithout(schema: string, keyword: string) {
  const document: JsonObject = JSON.parse(await readFile('generated/campaign/contract.json', 'utf8'));
  const place = at(document, schema);
  if (!isObject(place) || place[keyword] === undefined) throw new Error(`no ${keyword} at ${schema}`);
  delete place[keyword];
  return loadContract<operations>(document, { name: 'campaign' });
}

test.each([
  ['/components/schemas/CampaignName', 'maxLength', 'createCampaign body /name maxLength'],
  ['/components/schemas/NewSteps', 'x-unique-by', 'createCampaign body /steps x-unique-by'],
  ['/components/schemas/NewCampaign', 'additionalProperties', 'createCampaign body additionalProperties'],
])('a server whose contract lacks a clause is found out: %s %s', async (schema, keyword, clause) => {
  const { id } = await outreach.workspaces.create({ name: 'Own', rateLimit: 1_000_000 });
  const mailbox = await outreach.mailboxes.connect(id, { email: 'ana@example.com' });
  const { secret } = await outreach.apiKeys.create(id, { ...CAMPAIGN_KEYS, name: 'All', scopes: ALL_SCOPES });
  const app = await campaignServer(await contractWithout(schema, keyword), {
    outreach,
    operator: { tokenDigest: '' },
    stores: {
      idempotency: storage.idempotency,
      rateLimits: storage.rateLimits,
      unitOfWork: (run) => storage.unitOfWork.transaction(run),
    },
    now,
    newRequestId: () => `req_${randomBytes(16).toString('hex')}`,
    log: () => {},
  });
  const { port, close } = await listen(app, 0, '127.0.0.1');
  const report = await verify(contract, {
    target: {
      baseUrl: `http://127.0.0.1:${port}/api/v1`,
      roles: { default: { schemes: { apiKey: secret } } },
    },
    given: { MailboxId: publicId('mailbox', mailbox.id) },
    operations: (operation) => operation === 'createCampaign',
    phases: ['positive', 'negative'],
  });
  await close();

  // Its answers break the same clause, where they repeat what was let in.
  expect([...new Set(report.findings.map((finding) => finding.clause))]).toEqual([clause]);
});
