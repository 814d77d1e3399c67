import { describe, expect, it } from 'vitest';
import { type Fixture, outreachWithMailbox, refusalOf, whenFinished } from './outreach-fixture.ts';
import { inPieces, newCampaign } from './outreach-values.ts';

/** A campaign with an enrolled prospect, and a workspace that none of it belongs to. */
async function twoTenants() {
  const fixture = await outreachWithMailbox();
  const { outreach, workspaceId, draft } = fixture;
  const { prospect } = await outreach.prospects.create(workspaceId, {
    email: 'rui@example.net',
    listIds: ['partners'],
  });
  const { id: campaignId } = await draft({ prospectIds: [prospect.id] });
  const { id: stranger } = await outreach.workspaces.create({ name: 'Stranger' });
  return { ...fixture, campaignId, prospectId: prospect.id, stranger };
}

type Attempt = (outreach: Fixture['outreach'], stranger: string, id: string) => Promise<unknown>;

const onCampaign: readonly (readonly [string, Attempt])[] = [
  ['read', (outreach, ws, id) => outreach.campaigns.get(ws, id)],
  ['updated', (outreach, ws, id) => outreach.campaigns.update(ws, id, { name: 'Mine' })],
  ['deleted', (outreach, ws, id) => outreach.campaigns.delete(ws, id)],
  ['started', (outreach, ws, id) => outreach.campaigns.start(ws, id)],
  ['launched', (outreach, ws, id) => outreach.campaigns.launch(ws, id)],
  ['paused', (outreach, ws, id) => outreach.campaigns.pause(ws, id)],
  ['closed', (outreach, ws, id) => outreach.closing.close(ws, id, { status: 'errored', reason: 'x' })],
  [
    'enrolled in',
    (outreach, ws, id) => outreach.enrollments.enroll(ws, id, { by: 'email', emails: ['x@y.z'] }),
  ],
  [
    'unenrolled from',
    (outreach, ws, id) => outreach.enrollments.unenroll(ws, id, { by: 'email', emails: ['rui@example.net'] }),
  ],
  [
    'enrolled in with values',
    (outreach, ws, id) =>
      outreach.enrollments.add(ws, id, {
        email: 'x@y.z',
        firstName: null,
        lastName: null,
        company: null,
        customFields: {},
      }),
  ],
  ['paged through', (outreach, ws, id) => outreach.enrollments.page(ws, id, { page: 1, limit: 10 })],
  ['read with an enrollment', (outreach, ws, id) => outreach.enrollments.get(ws, id, 'any')],
  ['rid of an enrollment', (outreach, ws, id) => outreach.enrollments.remove(ws, id, 'any')],
  [
    'imported into',
    (outreach, ws, id) =>
      outreach.imports.begin(ws, id, {
        bytes: inPieces('email\nx@y.z\n'),
        mapping: { fields: {}, customFields: {} },
      }),
  ],
  ['asked for an import', (outreach, ws, id) => outreach.imports.get(ws, id, 'any')],
  ['asked for its imports', (outreach, ws, id) => outreach.imports.batches(ws, id)],
  ['listed with its enrollments', (outreach, ws, id) => outreach.enrollments.list(ws, id, { limit: 10 })],
];

describe("another workspace's campaign", () => {
  it.each(onCampaign)('cannot be %s', async (_, attempt) => {
    const { outreach, workspaceId, campaignId, stranger } = await twoTenants();
    const before = await outreach.campaigns.get(workspaceId, campaignId);
    const facts = await refusalOf(attempt(outreach, stranger, campaignId));
    expect(facts).toEqual({ code: 'not_found', what: 'campaign', id: campaignId });
    expect(await outreach.campaigns.get(workspaceId, campaignId)).toEqual(before);
  });
});

it("another workspace's things are in no list", async () => {
  const { outreach, stranger } = await twoTenants();
  const page = { limit: 10 };
  expect((await outreach.campaigns.list(stranger, page)).items).toEqual([]);
  expect(await outreach.campaigns.page(stranger, { page: 1, limit: 10 })).toEqual({ items: [], total: 0 });
  expect((await outreach.prospects.list(stranger, page)).items).toEqual([]);
  expect((await outreach.mailboxes.list(stranger, page)).items).toEqual([]);
  expect(await outreach.mailboxes.page(stranger, { page: 1, limit: 10 })).toEqual({ items: [], total: 0 });
  expect((await outreach.apiKeys.list(stranger, page)).items).toEqual([]);
});

it("another workspace's prospects and mailboxes are unknown by id", async () => {
  const { outreach, stranger, prospectId, mailboxId } = await twoTenants();
  const { prospects, mailboxes } = outreach;
  const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code;
  expect(await codeOf(prospects.get(stranger, prospectId))).toBe('not_found');
  expect(await codeOf(prospects.update(stranger, prospectId, { role: 'Mine' }))).toBe('not_found');
  expect(await codeOf(mailboxes.get(stranger, mailboxId))).toBe('not_found');
  expect(await codeOf(mailboxes.update(stranger, mailboxId, { connected: false }))).toBe('not_found');
  expect(await codeOf(mailboxes.delete(stranger, mailboxId))).toBe('not_found');
  const letter = { to: 'x@y.z', subject: 'A test', text: 'It works.' };
  expect(await codeOf(mailboxes.sendTest(stranger, mailboxId, letter))).toBe('not_found');
});

it("another workspace's jobs are unknown by id, and a job deletes none of its mailboxes", async () => {
  const { outreach, workspaceId, stranger, campaignId, mailboxId } = await twoTenants();
  const mapping = { fields: {}, customFields: {} };
  const file = { bytes: inPieces('email\nx@example.org\n'), mapping };
  const { id: importId } = await outreach.imports.begin(workspaceId, campaignId, file);
  const { id: deletion } = await outreach.mailboxJobs.delete(workspaceId, []);
  const { id: creation } = await outreach.mailboxJobs.create(workspaceId, []);
  const { id: own } = await outreach.campaigns.create(stranger, newCampaign());
  for (const [id, attempt] of [
    [importId, outreach.imports.get(stranger, own, importId)],
    [deletion, outreach.mailboxJobs.deletion(stranger, deletion)],
    [creation, outreach.mailboxJobs.creation(stranger, creation)],
  ] as const) {
    expect(await refusalOf(attempt)).toEqual({ code: 'not_found', what: 'job', id });
  }
  const { id } = await outreach.mailboxJobs.delete(stranger, [mailboxId]);
  const { results } = await whenFinished(() => outreach.mailboxJobs.deletion(stranger, id));
  expect(results).toEqual([{ mailboxId, problem: 'not_found' }]);
  await outreach.mailboxes.get(workspaceId, mailboxId);
});

it('nobody sends from, enrolls or lists what belongs to another workspace', async () => {
  const { outreach, stranger, prospectId, mailboxId } = await twoTenants();
  const foreign = newCampaign(mailboxId);
  expect(await refusalOf(outreach.campaigns.create(stranger, foreign))).toMatchObject({
    code: 'unusable_mailboxes',
    mailboxes: [{ id: mailboxId, reason: 'unknown' }],
  });
  const { id: own } = await outreach.mailboxes.connect(stranger, { email: 'ana@example.com' });
  const { id } = await outreach.campaigns.create(stranger, newCampaign(own));
  const enroll = outreach.enrollments.enroll.bind(outreach.enrollments, stranger, id);
  expect(await refusalOf(enroll({ by: 'prospect', prospectIds: [prospectId] }))).toMatchObject({
    code: 'unknown_prospects',
  });
  expect(await refusalOf(enroll({ by: 'list', listIds: ['partners'] }))).toMatchObject({
    code: 'unknown_lists',
  });
});

it('two workspaces may know the same address, each as its own prospect', async () => {
  const { outreach, stranger, prospectId } = await twoTenants();
  const { prospect, created } = await outreach.prospects.create(stranger, { email: 'rui@example.net' });
  expect(created).toBe(true);
  expect(prospect.id).not.toBe(prospectId);
});

it("a crowd on another workspace's list of the same name takes nobody's place", async () => {
  const { outreach, storage, workspaceId, prospectId, stranger } = await twoTenants();
  const rui = await outreach.prospects.get(workspaceId, prospectId);
  const crowd = ['0', '1', '2'].map((id) => ({
    ...rui,
    workspaceId: stranger,
    id,
    email: `${id}@example.net`,
  }));
  await storage.prospects.insertAll(crowd);
  expect(await storage.prospects.findByLists(workspaceId, ['partners'], 2)).toEqual([rui]);
});
