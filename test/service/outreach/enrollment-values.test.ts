import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { EnrollmentStage, EnrollmentValues } from '../../../src/service/outreach/enrollment.ts';
import type { NumberedPageRequest } from '../../../src/service/outreach/page.ts';
import type { ProspectStatus } from '../../../src/service/outreach/prospect.ts';
import type { EnrollmentQuery } from '../../../src/service/outreach/storage.ts';
import { newFile } from '../storage/storage-fixture.ts';
import { type FixtureOptions, outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

const NOTHING: EnrollmentValues = { firstName: null, lastName: null, company: null, customFields: {} };

async function draftToEnrollIn(options?: FixtureOptions) {
  const fixture = await outreachWithMailbox(options);
  const { outreach, workspaceId, draft } = fixture;
  const { id: campaignId } = await draft();
  const add = (email: string, values: Partial<EnrollmentValues> = {}, id = campaignId) =>
    outreach.enrollments.add(workspaceId, id, { email, ...NOTHING, ...values });
  return { ...fixture, campaignId, add };
}

describe('enrolling one person with what the campaign knows', () => {
  it('makes a prospect of an unknown address, and tells nothing else of it', async () => {
    const { outreach, workspaceId, campaignId, add, clock } = await draftToEnrollIn();
    const values = { firstName: 'Mira', lastName: null, company: 'Norte', customFields: { plan: 'team' } };
    const enrollment = await add('mira@example.org', values);
    expect(enrollment).toMatchObject({
      campaignId,
      values,
      status: 'active',
      stage: 'pending',
      stepIndex: null,
      importId: null,
      createdAt: clock.now(),
    });
    const { enrollment: read } = await outreach.enrollments.get(workspaceId, campaignId, enrollment.id);
    expect(read).toEqual(enrollment);
    const prospect = await outreach.prospects.get(workspaceId, enrollment.prospectId);
    expect(prospect).toMatchObject({ email: 'mira@example.org', firstName: null, customFields: {} });
    expect((await outreach.campaigns.get(workspaceId, campaignId)).stats.enrolled).toBe(1);
  });

  it('keeps the campaigns apart: neither rewrites the other, nor the prospect', async () => {
    const { outreach, workspaceId, campaignId, add, draft } = await draftToEnrollIn();
    const { prospect } = await outreach.prospects.create(workspaceId, {
      email: 'mira@example.org',
      firstName: 'Miroslava',
    });
    const { id: other } = await draft();
    const first = await add('mira@example.org', { customFields: { plan: 'team' } });
    const second = await add(
      'MIRA@example.org',
      { firstName: 'Mira', customFields: { plan: 'solo' } },
      other,
    );
    expect([first.prospectId, second.prospectId]).toEqual([prospect.id, prospect.id]);
    const { enrollment } = await outreach.enrollments.get(workspaceId, campaignId, first.id);
    expect(enrollment.values).toEqual({ ...NOTHING, customFields: { plan: 'team' } });
    expect(await outreach.prospects.get(workspaceId, prospect.id)).toEqual(prospect);
  });

  it('refuses an address that is enrolled, whatever its case', async () => {
    const { outreach, workspaceId, campaignId, add } = await draftToEnrollIn();
    const { prospectId: id } = await add('mira@example.org');
    const facts = await refusalOf(add('Mira@Example.org'));
    expect(facts).toEqual({ code: 'already_enrolled', prospects: [{ id, email: 'mira@example.org' }] });
    expect((await outreach.campaigns.get(workspaceId, campaignId)).stats.enrolled).toBe(1);
  });

  it.each<[ProspectStatus, EnrollmentStage]>([
    ['bounced', 'bounced'],
    ['unsubscribed', 'unsubscribed'],
    ['suppressed', 'failed'],
  ])('tells of a prospect that is %s that nothing will come', async (status, stage) => {
    const { outreach, storage, workspaceId, add } = await draftToEnrollIn();
    const { prospect } = await outreach.prospects.create(workspaceId, { email: 'mira@example.org' });
    await storage.prospects.save({ ...prospect, status });
    expect(await add('mira@example.org')).toMatchObject({ status: 'suppressed', stage });
  });

  it('is refused where enrolling anyone is', async () => {
    const { outreach, workspaceId, campaignId, add } = await draftToEnrollIn();
    expect(await refusalOf(add('x@y.z', {}, 'none'))).toMatchObject({ code: 'not_found', what: 'campaign' });
    await outreach.closing.close(workspaceId, campaignId, { status: 'completed', reason: 'Season over' });
    expect(await refusalOf(add('x@y.z'))).toMatchObject({ code: 'invalid_status', action: 'enroll' });
    await outreach.subscriptions.setStatus(workspaceId, 'expired');
    expect(await refusalOf(add('x@y.z'))).toMatchObject({ code: 'subscription_blocked' });
  });
});

describe('a numbered page of enrollments', () => {
  async function threeEnrolled() {
    const fixture = await draftToEnrollIn();
    const { outreach, workspaceId, campaignId, add, clock } = fixture;
    const given = [
      ['ana@example.org', { company: 'Oficina Norte' }],
      ['rui@example.net', { firstName: 'Rui', lastName: 'Ärmel' }],
      ['mira@example.org', {}],
    ] as const;
    const ids: string[] = [];
    for (const [email, values] of given) {
      clock.advance(1);
      ids.push((await add(email, values)).id);
    }
    const page = async (request: Partial<NumberedPageRequest> & EnrollmentQuery) => {
      const numbered = { page: 1, limit: 10, ...request };
      const { items, total } = await outreach.enrollments.page(workspaceId, campaignId, numbered);
      return { places: items.map(({ id }) => ids.indexOf(id)), total };
    };
    return { ...fixture, ids, page };
  }

  it('has the newest first, and tells how many there are in all', async () => {
    const { page } = await threeEnrolled();
    expect(await page({ limit: 2 })).toEqual({ places: [2, 1], total: 3 });
    expect(await page({ limit: 2, page: 2 })).toEqual({ places: [0], total: 3 });
  });

  it.each([
    ['EXAMPLE.ORG', [2, 0]],
    ['norte', [0]],
    ['äRMEL', [1]],
    ['rui\nä', [1]],
    ['_', []],
  ])('is searched in addresses, names and companies: %j', async (search, places) => {
    const { page } = await threeEnrolled();
    expect(await page({ search })).toEqual({ places, total: places.length });
  });

  it('is of one stage, and without those who are unenrolled', async () => {
    const { outreach, workspaceId, campaignId, page } = await threeEnrolled();
    expect(await page({ stage: 'sent' })).toEqual({ places: [], total: 0 });
    const selection = { by: 'email', emails: ['rui@example.net'] } as const;
    await outreach.enrollments.unenroll(workspaceId, campaignId, selection);
    expect(await page({ stage: 'pending' })).toEqual({ places: [2, 0], total: 2 });
  });
});

describe('an enrollment', () => {
  it('to which nothing was sent can be taken out without a trace', async () => {
    const { outreach, workspaceId, campaignId, add } = await draftToEnrollIn();
    const { id } = await add('mira@example.org');
    await outreach.enrollments.remove(workspaceId, campaignId, id);
    const facts = { code: 'not_found', what: 'enrollment', id };
    expect(await refusalOf(outreach.enrollments.get(workspaceId, campaignId, id))).toEqual(facts);
    expect(await refusalOf(outreach.enrollments.remove(workspaceId, campaignId, id))).toEqual(facts);
    expect(await outreach.enrollments.list(workspaceId, campaignId, { limit: 10 })).toMatchObject({
      items: [],
    });
    expect((await outreach.campaigns.get(workspaceId, campaignId)).stats.enrolled).toBe(0);
    await add('mira@example.org');
  });

  it('is not found through another campaign', async () => {
    const { outreach, workspaceId, add, draft } = await draftToEnrollIn();
    const { id } = await add('mira@example.org');
    const { id: other } = await draft();
    const facts = { code: 'not_found', what: 'enrollment', id };
    expect(await refusalOf(outreach.enrollments.get(workspaceId, other, id))).toEqual(facts);
    expect(await refusalOf(outreach.enrollments.remove(workspaceId, other, id))).toEqual(facts);
  });

  it('tells what has passed, the oldest first, and is not taken out any more', async () => {
    const file = newFile();
    const { outreach, workspaceId, campaignId, add } = await draftToEnrollIn({ file });
    const { id } = await add('mira@example.org');
    const database = new DatabaseSync(file);
    database.prepare("update enrollments set stage = 'replied', step_index = 1 where id = ?").run(id);
    const deliver = database.prepare(
      `insert into deliveries (id, enrollment_id, step_index, subject, mailbox_email, status, created_at, sent_at)
       values (?, ?, ?, 'A question', 'ana@example.com', 'sent', ?, ?)`,
    );
    const days = ['2027-01-06T09:00:00.000Z', '2027-01-05T09:00:00.000Z'] as const;
    for (const [place, at] of days.entries()) deliver.run(`d${place}`, id, 2 - place, at, at);
    database
      .prepare("insert into replies values ('r1', ?, 'Re: A question', 'Thank you', 0, 1, ?)")
      .run(id, days[0]);
    database.close();

    const history = await outreach.enrollments.get(workspaceId, campaignId, id);
    expect(history.enrollment).toMatchObject({ stage: 'replied', stepIndex: 1 });
    expect(history.deliveries.map(({ stepIndex, sentAt }) => [stepIndex, sentAt?.toISOString()])).toEqual([
      [1, days[1]],
      [2, days[0]],
    ]);
    expect(history.replies).toMatchObject([{ preview: 'Thank you', asksToUnsubscribe: true }]);
    const facts = await refusalOf(outreach.enrollments.remove(workspaceId, campaignId, id));
    expect(facts).toEqual({ code: 'enrollment_not_pending', id, stage: 'replied' });
  });
});
