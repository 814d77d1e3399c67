import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BUNDLED_CONTRACT,
  type Contract,
  isUrl,
  type JsonObject,
  readContract,
  toContract,
} from '@countersign/contract';
import type { RemoteLimits } from './remote-document.ts';

/** How a contract is called, and how far its references are followed. */
export interface LoadOptions {
  /** The contract's short name. @default the folder of `openapi.yaml`, the file's name, or the title in kebab case */
  readonly name?: string | undefined;
  /** Whether a `$ref` may lead to another host. @default false */
  readonly allowRemote?: boolean;
  /** Bounds on what is fetched from hosts. @default REMOTE_LIMITS */
  readonly limits?: RemoteLimits;
}

/**
 * Reads a contract into its normal form.
 *
 * @param source a file (YAML or JSON, with references to others), a `file:` or `http(s):` URL, or a
 *   document that is bundled already
 * @throws {ContractError} it cannot be read, is not OpenAPI 3, or says something that makes no sense
 */
export async function loadContract<Operations = unknown>(
  source: string | URL | JsonObject,
  options: LoadOptions = {},
): Promise<Contract<Operations>> {
  const { name } = options;
  if (typeof source !== 'string' && !(source instanceof URL)) return toContract(source, { name });
  const file = String(source).startsWith('file:') ? fileURLToPath(source) : String(source);
  if (basename(file) === BUNDLED_CONTRACT && !isUrl(file)) return await readContract(file, { name });
  // Redocly takes half a second to import, and a bundled contract does without.
  const [{ bundleFiles }, { locator }] = await Promise.all([import('./redocly.ts'), import('./locate.ts')]);
  const { document, texts, problems } = await bundleFiles(file, options);
  return toContract(document, { name, source: file, locate: locator(file, texts), problems });
}
