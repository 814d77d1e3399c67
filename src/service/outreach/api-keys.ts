import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey, NewApiKey, Principal, StoredApiKey } from './api-key.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import { randomText } from './random-text.ts';
import { Refusal } from './refusal.ts';
import { existingWorkspace } from './workspaces.ts';

/** Characters at the start of a secret that are stored in the clear. */
const HINT_LENGTH = 12;

export class ApiKeys {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /**
   * A new key with its secret, which is told here and never again.
   *
   * @throws Refusal `not_found` for an unknown workspace
   */
  async create(workspaceId: string, given: NewApiKey): Promise<{ key: ApiKey; secret: string }> {
    const { storage, now, newId, randomBytes } = this.#parts;
    const { prefix, alphabet, length } = given.secretForm;
    const secret = prefix + randomText(alphabet, length, randomBytes);
    return storage.unitOfWork.transaction(async () => {
      await existingWorkspace(storage, workspaceId);
      const key: ApiKey = {
        id: newId(),
        workspaceId,
        api: given.api,
        name: given.name,
        scopes: [...new Set(given.scopes)],
        hint: secret.slice(0, HINT_LENGTH),
        createdAt: now(),
        expiresAt: given.expiresAt ?? null,
        revokedAt: null,
      };
      await storage.apiKeys.insert({ ...key, digest: sha256(secret).toString('hex') });
      return { key, secret };
    });
  }

  /** @throws Refusal `not_found` for an unknown workspace, `bad_cursor` */
  async list(workspaceId: string, request: PageRequest): Promise<Page<ApiKey>> {
    const { storage } = this.#parts;
    await existingWorkspace(storage, workspaceId);
    const page = await pageOf(request, (slice) => storage.apiKeys.list(workspaceId, slice));
    return { ...page, items: page.items.map(withoutDigest) };
  }

  /**
   * Ends a key at once and for good. A key that has been revoked before stays as it is.
   *
   * @throws Refusal `not_found`
   */
  async revoke(workspaceId: string, id: string): Promise<ApiKey> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await storage.apiKeys.find(workspaceId, id);
      if (current === undefined) throw new Refusal({ code: 'not_found', what: 'api_key', id });
      const revoked = { ...current, revokedAt: current.revokedAt ?? now() };
      await storage.apiKeys.save(revoked);
      return withoutDigest(revoked);
    });
  }

  /**
   * Whose secret this is; `undefined` for an unknown, a revoked and an expired one alike.
   *
   * The row is found by the part of the secret that is not secret, and the rest is compared in constant time:
   * how long the answer takes says nothing about a digest.
   */
  async authenticate(secret: string): Promise<Principal | undefined> {
    const { storage, now } = this.#parts;
    const digest = sha256(secret);
    const candidates = await storage.apiKeys.findByHint(secret.slice(0, HINT_LENGTH));
    const key = candidates.find((candidate) => timingSafeEqual(Buffer.from(candidate.digest, 'hex'), digest));
    if (key === undefined || key.revokedAt !== null) return undefined;
    if (key.expiresAt !== null && key.expiresAt <= now()) return undefined;
    return { keyId: key.id, name: key.name, workspaceId: key.workspaceId, scopes: key.scopes, api: key.api };
  }
}

function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function withoutDigest({ digest: _, ...key }: StoredApiKey): ApiKey {
  return key;
}
