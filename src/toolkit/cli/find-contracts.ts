import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { otherFile } from '../bundle/unreadable.ts';
import {
  type ConfiguredContract,
  chooseContracts,
  findConfig,
  type LoadedConfig,
  loadConfig,
} from '../config/load-config.ts';
import { UsageError } from './usage-error.ts';

/** A contract: from the config, or just a document. */
export interface FoundContract {
  /** The name that it is configured under. */
  readonly name: string | undefined;
  /** A file or a URL. */
  readonly contract: string;
  readonly scenarios: readonly string[];
  readonly targets: ConfiguredContract['targets'] | undefined;
  /** The folder it is generated into, if the config names one. */
  readonly generated: string | undefined;
  readonly lintConfig: string | undefined;
  readonly isStrict: boolean;
}

/**
 * The contracts that `names` mean: names of the config, files or URLs; all of the config where there are none.
 *
 * @throws {UsageError} one is none of them
 */
export async function findContracts(
  folder: string,
  names: readonly string[],
): Promise<readonly FoundContract[]> {
  const isConfigured = findConfig(folder) !== undefined;
  if (names.length === 0 && !isConfigured) {
    throw new UsageError(
      'Which contract? Give a file or a URL, or change to the folder with countersign.config.ts.',
    );
  }
  const config = isConfigured ? await loadConfig(folder) : undefined;
  if (config !== undefined && names.length === 0) return configured(config, []);
  return names.flatMap((name): readonly FoundContract[] => {
    const isKnown = config?.contracts.some((contract) => contract.name === name) === true;
    if (config !== undefined && isKnown) return configured(config, [name]);
    const document = /^https?:\/\//.test(name) ? name : resolve(folder, name);
    if (document === name || existsSync(document)) {
      return [
        {
          name: undefined,
          contract: document,
          scenarios: [],
          targets: undefined,
          generated: undefined,
          lintConfig: config?.lintConfig,
          isStrict: config?.isStrict === true,
        },
      ];
    }
    if (config !== undefined) return configured(config, [name]);
    const meant = otherFile(document);
    throw new UsageError(
      `There is no file ${name}${meant === undefined ? '' : ` (${meant})`}, and no countersign.config.ts that knows a contract of that name.`,
    );
  });
}

function configured(config: LoadedConfig, names: readonly string[]): FoundContract[] {
  const { lintConfig, isStrict } = config;
  return chooseContracts(config, names).map((found) => ({
    ...found,
    targets: found.targets,
    lintConfig,
    isStrict,
  }));
}
