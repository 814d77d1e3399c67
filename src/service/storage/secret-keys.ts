import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { SECRET_KEY_SIZE, type SecretKey, secretKey } from './secret-box.ts';
import { StorageError } from './storage-error.ts';

const SETTING = 'COUNTERSIGN_SECRET_KEY';

/** Reads and writes for the owner of the process alone. */
const OWNER_ONLY = 0o600;

/** Random bytes in the name of a key file that is still being written. */
const DRAFT_NAME_SIZE = 8;

/** 32 bytes in base64 (RFC 4648 §4), as `openssl rand -base64 32` prints them. */
const ENCODED_KEY = /^[A-Za-z0-9+/]{43}=$/;

export interface SecretKeyMade {
  readonly event: 'secret_key_made';
  /** Whoever has this file and the data file has the secrets; without it they are lost. */
  readonly file: string;
}

export interface SecretKeySource {
  /** What the environment has under COUNTERSIGN_SECRET_KEY. */
  readonly setting: string | undefined;
  /** Where the embedded database is; its key is kept beside it, with `.key` at the end. */
  readonly dataFile: string | undefined;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Told when a key was made: the operator should know where it is. */
  readonly onEvent: (event: SecretKeyMade) => void;
}

/**
 * The keys to secrets at rest: from the environment, or else from the file beside the data file, which is made
 * when it does not exist. Either may hold several keys, apart by commas or white space: the first one seals, the
 * others still open (rotation).
 *
 * @throws StorageError when there is no key, or something that is none; the message never shows it
 */
export async function loadSecretKeys(source: SecretKeySource): Promise<readonly [SecretKey, ...SecretKey[]]> {
  if (source.setting !== undefined) return keysIn(source.setting, SETTING);
  if (source.dataFile === undefined) {
    throw new StorageError(`Set ${SETTING} to 32 random bytes in base64: secrets are encrypted with it.`);
  }
  const file = `${source.dataFile}.key`;
  return keysIn((await read(file)) ?? (await make(file, source)), file);
}

function keysIn(text: string, place: string): readonly [SecretKey, ...SecretKey[]] {
  const encoded = text.split(/[\s,]+/).filter((word) => word !== '');
  const [first, ...others] = encoded.map((word) => {
    if (!ENCODED_KEY.test(word)) {
      throw new StorageError(`${place} must hold keys of ${SECRET_KEY_SIZE} bytes in base64.`);
    }
    return secretKey(Buffer.from(word, 'base64'));
  });
  if (first === undefined) throw new StorageError(`${place} holds no key.`);
  return [first, ...others];
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw new StorageError(`The key of the secrets, ${file}, cannot be read.`, { cause: error });
  }
}

async function make(file: string, { randomBytes, onEvent }: SecretKeySource): Promise<string> {
  const text = `${Buffer.from(randomBytes(SECRET_KEY_SIZE)).toString('base64')}\n`;
  // A link appears whole or not at all, and never in the place of a key that another process has just made.
  const draft = `${file}.${Buffer.from(randomBytes(DRAFT_NAME_SIZE)).toString('hex')}`;
  try {
    await writeFile(draft, text, { flag: 'wx', mode: OWNER_ONLY, flush: true });
    await link(draft, file);
  } catch (error) {
    const made = hasCode(error, 'EEXIST') ? await read(file) : undefined;
    if (made !== undefined) return made;
    throw new StorageError(`A key for the secrets cannot be written to ${file}.`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
  onEvent({ event: 'secret_key_made', file });
  return text;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
