import { describe, expect, it } from 'vitest';
import type { NewApiKey } from '../../../src/service/outreach/api-key.ts';
import { BASE64URL, LOWER_ALPHANUMERIC } from '../../../src/service/outreach/random-text.ts';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

const given: NewApiKey = {
  api: 'campaign',
  name: 'CRM bridge',
  scopes: ['campaigns:read', 'campaigns:write'],
  secretForm: { prefix: 'wsk_', alphabet: BASE64URL, length: 43 },
};

describe('an API key', () => {
  it('has a secret in the form of its API, told once', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const { key, secret } = await outreach.apiKeys.create(workspaceId, given);
    expect(secret).toMatch(/^wsk_[A-Za-z0-9_-]{43}$/);
    const { items } = await outreach.apiKeys.list(workspaceId, { limit: 10 });
    expect(items).toEqual([key]);
    expect(secret.startsWith(key.hint)).toBe(true);
    expect(JSON.stringify(items)).not.toContain(secret.slice(key.hint.length));
  });

  it('may be of another API, with another form', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const secretForm = { prefix: 'cs_live_', alphabet: LOWER_ALPHANUMERIC, length: 40 };
    const { secret } = await outreach.apiKeys.create(workspaceId, { ...given, api: 'coldsend', secretForm });
    expect(secret).toMatch(/^cs_live_[0-9a-z]{40}$/);
    expect(await outreach.apiKeys.authenticate(secret)).toMatchObject({ api: 'coldsend' });
  });

  it('is stored as a digest, from which nobody gets the secret back', async () => {
    const { outreach, storage, workspaceId } = await outreachWithMailbox();
    const { key, secret } = await outreach.apiKeys.create(workspaceId, given);
    const stored = await storage.apiKeys.find(workspaceId, key.id);
    expect(JSON.stringify(stored)).not.toContain(secret.slice(key.hint.length));
    expect(stored?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells who a request is from', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    await outreach.apiKeys.create(workspaceId, { ...given, name: 'Another' });
    const { key, secret } = await outreach.apiKeys.create(workspaceId, given);
    expect(await outreach.apiKeys.authenticate(secret)).toEqual({
      keyId: key.id,
      name: 'CRM bridge',
      workspaceId,
      scopes: ['campaigns:read', 'campaigns:write'],
      api: 'campaign',
    });
  });

  it('is known by its whole secret only', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const { key, secret } = await outreach.apiKeys.create(workspaceId, given);
    for (const guess of [key.hint, secret.slice(0, -1), `${secret}A`, secret.toUpperCase(), key.id, '']) {
      expect(await outreach.apiKeys.authenticate(guess)).toBeUndefined();
    }
  });

  it('is like an unknown one once it is revoked, and stays in the list', async () => {
    const { outreach, workspaceId, clock } = await outreachWithMailbox();
    const { key, secret } = await outreach.apiKeys.create(workspaceId, given);
    const revokedAt = clock.now();
    await outreach.apiKeys.revoke(workspaceId, key.id);
    clock.advance(60);
    expect(await outreach.apiKeys.revoke(workspaceId, key.id)).toEqual({ ...key, revokedAt });
    expect(await outreach.apiKeys.authenticate(secret)).toBeUndefined();
    expect(await outreach.apiKeys.list(workspaceId, { limit: 10 })).toMatchObject({ items: [{ revokedAt }] });
  });

  it('is like an unknown one from the moment on which it expires', async () => {
    const { outreach, workspaceId, clock } = await outreachWithMailbox();
    const { secret } = await outreach.apiKeys.create(workspaceId, { ...given, expiresAt: clock.in(60) });
    clock.advance(59);
    expect(await outreach.apiKeys.authenticate(secret)).toBeDefined();
    clock.advance(1);
    expect(await outreach.apiKeys.authenticate(secret)).toBeUndefined();
  });

  it('cannot be revoked from another workspace', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const { key, secret } = await outreach.apiKeys.create(workspaceId, given);
    const { id: stranger } = await outreach.workspaces.create({ name: 'Stranger' });
    expect(await refusalOf(outreach.apiKeys.revoke(stranger, key.id))).toMatchObject({ code: 'not_found' });
    expect(await outreach.apiKeys.authenticate(secret)).toBeDefined();
  });
});
