import { displayPath } from '../contract/display-path.ts';
import { findDrift, generateFiles, writeGenerated } from '../generate/generate.ts';
import { defineCommand } from './command.ts';
import { chooseContracts, loadConfig } from './load-config.ts';

export const generate = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Write the types, operation table and bundled document of each contract',
  details:
    'Without a name it does all contracts of countersign.config.ts. The same contract gives the same bytes.',
  options: {
    check: {
      type: 'boolean',
      description: 'Write nothing; name each file that has drifted, and exit with 1',
    },
  },
  example: 'countersign generate campaign',
  async run({ check }, names, terminal) {
    const config = await loadConfig(terminal.folder);
    let drifted = 0;
    for (const contract of chooseContracts(config, names)) {
      const files = await generateFiles(contract.contract, {
        name: contract.name,
        ...(config.lintConfig === undefined ? {} : { lintConfig: config.lintConfig }),
      });
      const changed = check
        ? await findDrift(files, contract.generated)
        : await writeGenerated(files, contract.generated);
      for (const path of changed) terminal.print(`${check ? 'drifted' : 'wrote'} ${displayPath(path)}`);
      if (changed.length === 0) terminal.print(`${contract.name}: up to date`);
      drifted += check ? changed.length : 0;
    }
    if (drifted > 0) terminal.tell('Run `countersign generate` and commit what it writes.');
    return drifted > 0 ? 1 : 0;
  },
});
