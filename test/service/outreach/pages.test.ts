import { expect, it } from 'vitest';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

/** Seven prospects, some of them created within the same millisecond. */
async function sevenProspects() {
  const fixture = await outreachWithMailbox();
  for (let n = 0; n < 7; n++) {
    await fixture.outreach.prospects.create(fixture.workspaceId, { email: `${n}@example.net` });
    if (n % 3 === 2) fixture.clock.advance(1);
  }
  return fixture;
}

it('shows every item once, the newest first, whatever the length of a page', async () => {
  const { outreach, workspaceId } = await sevenProspects();
  const all = (await outreach.prospects.list(workspaceId, { limit: 100 })).items;
  expect(all).toHaveLength(7);
  const times = all.map(({ createdAt }) => createdAt.getTime());
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  for (const limit of [1, 2, 3, 6]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await outreach.prospects.list(workspaceId, { limit, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.map(({ id }) => id));
  }
});

it('has no next page when the items just fill one', async () => {
  const { outreach, workspaceId } = await sevenProspects();
  expect(await outreach.prospects.list(workspaceId, { limit: 7 })).toMatchObject({ nextCursor: undefined });
});

it('goes on where it stopped when something new has come meanwhile', async () => {
  const { outreach, workspaceId, clock } = await sevenProspects();
  const first = await outreach.prospects.list(workspaceId, { limit: 4 });
  clock.advance(1);
  await outreach.prospects.create(workspaceId, { email: 'late@example.net' });
  const second = await outreach.prospects.list(workspaceId, { limit: 4, cursor: first.nextCursor });
  expect(second.items).toHaveLength(3);
  expect([...first.items, ...second.items].map(({ email }) => email)).not.toContain('late@example.net');
});

it.each([
  ['free text', 'next'],
  ['an empty one', ''],
  ['JSON of another shape', Buffer.from('{"id":"x"}').toString('base64url')],
  ['no time', Buffer.from('["yesterday","pro_1"]').toString('base64url')],
  ['a time in another form', Buffer.from('["2027-01-05","pro_1"]').toString('base64url')],
  ['padding', `${Buffer.from('["2027-01-05T10:00:00.000Z","pro_1"]').toString('base64url')}==`],
])('refuses a cursor that it has not given out: %s', async (_, cursor) => {
  const { outreach, workspaceId } = await outreachWithMailbox();
  const attempt = outreach.campaigns.list(workspaceId, { limit: 10, cursor });
  expect(await refusalOf(attempt)).toEqual({ code: 'bad_cursor', cursor });
});
