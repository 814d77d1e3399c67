import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

const CIPHER = 'aes-256-gcm';

/** A sealed secret is these parts and then the ciphertext, which is as long as the secret; sizes in bytes. */
const VERSION = 1;
const VERSION_SIZE = 1;
const KEY_ID_SIZE = 8;
/** NIST SP 800-38D §8.3: random ones serve 2^32 secrets under one key. */
const NONCE_SIZE = 12;
const TAG_SIZE = 16;
const NONCE_START = VERSION_SIZE + KEY_ID_SIZE;
const TAG_START = NONCE_START + NONCE_SIZE;
const SECRET_START = TAG_START + TAG_SIZE;

/** Bytes of a key. */
export const SECRET_KEY_SIZE = 32;

export interface SecretKey {
  /** Names the key without telling anything of it; hexadecimal. */
  readonly id: string;
  /** An object that shows nothing of itself when it is printed. */
  readonly key: KeyObject;
}

/** @param bytes SECRET_KEY_SIZE random bytes */
export function secretKey(bytes: Uint8Array): SecretKey {
  const id = createHmac('sha256', bytes).update('countersign secret key id').digest('hex');
  return { id: id.slice(0, 2 * KEY_ID_SIZE), key: createSecretKey(bytes) };
}

export class SecretBoxError extends Error {
  /**
   * - `malformed`: that is no sealed secret, or one of a later version.
   * - `unknown_key`: it was sealed under a key that is not here.
   * - `tampered`: it, or what it belongs to, is not what it was when it was sealed.
   */
  readonly code: 'malformed' | 'unknown_key' | 'tampered';

  constructor(code: SecretBoxError['code'], message: string) {
    super(message);
    this.name = 'SecretBoxError';
    this.code = code;
  }
}

/** Keeps small secrets at rest, by AES-256-GCM. */
export class SecretBox {
  readonly #current: SecretKey;
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #randomBytes: (size: number) => Uint8Array;

  /**
   * @param keys the first one seals; the others open what was sealed under them before
   * @param randomBytes from a cryptographic source
   */
  constructor(keys: readonly [SecretKey, ...SecretKey[]], randomBytes: (size: number) => Uint8Array) {
    this.#current = keys[0];
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
    this.#randomBytes = randomBytes;
  }

  /** @param owner what the secret belongs to, such as the id of its row: it cannot be opened as another's */
  seal(secret: string, owner: string): Uint8Array {
    const header = Buffer.concat([Buffer.of(VERSION), Buffer.from(this.#current.id, 'hex')]);
    const nonce = this.#randomBytes(NONCE_SIZE);
    const cipher = createCipheriv(CIPHER, this.#current.key, nonce, { authTagLength: TAG_SIZE });
    cipher.setAAD(Buffer.concat([header, Buffer.from(owner)]));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([header, nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SecretBoxError */
  open(sealed: Uint8Array, owner: string): string {
    if (sealed.length < SECRET_START || sealed[0] !== VERSION) {
      throw new SecretBoxError('malformed', 'That is not a sealed secret of this version.');
    }
    const header = sealed.subarray(0, NONCE_START);
    const keyId = Buffer.from(header.subarray(VERSION_SIZE)).toString('hex');
    const key = this.#keys.get(keyId);
    if (key === undefined) {
      throw new SecretBoxError(
        'unknown_key',
        `The secret was sealed under the key ${keyId}, which is not here.`,
      );
    }
    const nonce = sealed.subarray(NONCE_START, TAG_START);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_SIZE });
    decipher.setAAD(Buffer.concat([header, Buffer.from(owner)]));
    decipher.setAuthTag(sealed.subarray(TAG_START, SECRET_START));
    const opened = decipher.update(sealed.subarray(SECRET_START));
    try {
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    } catch {
      throw new SecretBoxError(
        'tampered',
        'The sealed secret has been changed, or belongs to something else.',
      );
    }
  }
}
