import { join } from 'node:path';
import { BUNDLED_CONTRACT } from '@countersign/contract';
import { displayPath } from '../bundle/display-path.ts';
import { loadContract } from '../bundle/load-contract.ts';
import { type ConfiguredContract, chooseContracts, loadConfig } from '../config/load-config.ts';
import { ensureDocs } from '../docs/docs.ts';
import { findDrift, type GeneratedFiles, generateFiles, writeGenerated } from '../generate/generate.ts';
import { defineCommand } from './command.ts';

export const generate = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Write the types, operation table, bundled document and docs page of each contract',
  details:
    'Without a name it does all contracts of countersign.config.ts. The same contract gives the same bytes.',
  options: {
    check: {
      type: 'boolean',
      description:
        'Write nothing; name each file that has drifted, and exit with 1 (the docs page is no such file)',
    },
  },
  example: 'countersign generate campaign',
  async run({ check }, names, terminal) {
    const config = await loadConfig(terminal.folder);
    const drifted: string[] = [];
    for (const configured of chooseContracts(config, names)) {
      const { name, contract, generated } = configured;
      const lint = config.lintConfig === undefined ? {} : { lintConfig: config.lintConfig };
      const files = await generateFiles(contract, { name, ...lint });
      const changed = check ? await findDrift(files, generated) : await write(configured, files);
      for (const path of changed) terminal.print(`${check ? 'drifted' : 'wrote'} ${displayPath(path)}`);
      if (changed.length === 0) terminal.print(`${name}: up to date`);
      if (check) drifted.push(...changed);
    }
    if (drifted.length > 0) terminal.tell('Run `countersign generate` and commit what it writes.');
    return drifted.length > 0 ? 1 : 0;
  },
});

/** The paths of what was written: what is the same already is left alone. */
async function write({ name, generated }: ConfiguredContract, files: GeneratedFiles): Promise<string[]> {
  const written = await writeGenerated(files, generated);
  const page = await ensureDocs(await loadContract(join(generated, BUNDLED_CONTRACT), { name }), generated);
  return page === undefined ? written : [...written, page];
}
