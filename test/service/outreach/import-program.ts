/**
 * Begins an import at its first start, goes on with it at later ones, and says how many rows it has processed
 * whenever that changes. Run, and killed, by `import-crash.test.ts`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mailGateway } from '../../../src/service/mail-gateway.ts';
import { createOutreach } from '../../../src/service/outreach/outreach.ts';
import { readProspectFile } from '../../../src/service/read-prospect-file.ts';
import { openStorage } from '../../../src/service/storage/storage.ts';
import { secretKeys } from '../storage/storage-values.ts';
import { inPieces, newCampaign, peopleFile } from './outreach-values.ts';

const now = () => new Date();
const storage = await openStorage({ file: process.argv[2] ?? '', now, randomBytes, secretKeys });
const outreach = createOutreach({
  storage,
  mail: mailGateway({}),
  readProspectFile,
  now,
  newId: randomUUID,
  randomBytes,
  report: (error) => {
    throw error;
  },
});
const { campaigns, imports } = outreach.campaignsOf('campaign');

if ((await outreach.workspaces.list({ limit: 1 })).items.length === 0) {
  const { id } = await outreach.workspaces.create({ name: 'Oficina Norte' });
  const campaign = await campaigns.create(id, newCampaign());
  const mapping = { fields: {}, customFields: {} };
  await imports.begin(id, campaign.id, { bytes: inPieces(peopleFile()), mapping });
}
await outreach.jobs.resume();

let told = -1;
for (;;) {
  const job = await storage.jobs.next('enrollment_import');
  if (job === undefined) break;
  if (job.counts.processed !== told) process.stdout.write(`${job.counts.processed}\n`);
  told = job.counts.processed;
  await new Promise((resolve) => setImmediate(resolve));
}
await outreach.jobs.stop();
await storage.close();
