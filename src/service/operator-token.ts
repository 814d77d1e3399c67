import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RandomBytes } from './outreach/ids.ts';

/** 256 random bits. */
const TOKEN_BYTES = 32;

/** Read and written by its owner alone. */
const OWNER_ONLY = 0o600;

/** The file beside the data that keeps the operator's token. */
export function operatorTokenFile(dataFile: string): string {
  return join(dirname(dataFile), 'operator-token');
}

/** The token in `file`, made at the first start. */
export async function keptOperatorToken(file: string, randomBytes: RandomBytes): Promise<string> {
  const token = newOperatorToken(randomBytes);
  try {
    await writeFile(file, `${token}\n`, { mode: OWNER_ONLY, flag: 'wx' });
    return token;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = (await readFile(file, 'utf8')).trim();
  if (kept === '') throw new Error(`${file} is empty; delete it, and a new operator token is made`);
  return kept;
}

export function newOperatorToken(randomBytes: RandomBytes): string {
  return `opt_${Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')}`;
}

/** SHA-256, in lower-case hexadecimal. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
