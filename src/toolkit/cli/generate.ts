import { join, resolve } from 'node:path';
import { BUNDLED_CONTRACT, type ContractProblem, contractName, describeProblem } from '@countersign/contract';
import { displayPath } from '../bundle/display-path.ts';
import { loadContract } from '../bundle/load-contract.ts';
import { ensureDocs } from '../docs/docs.ts';
import { findDrift, type GeneratedFiles, generateFiles, writeGenerated } from '../generate/generate.ts';
import { allowRemoteOption } from './allow-remote-option.ts';
import { defineCommand } from './command.ts';
import { count } from './count.ts';
import { findContracts } from './find-contracts.ts';

/** Where a contract that no config knows is generated into, below the working folder. */
const GENERATED = 'generated';

export const generate = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Write the types, operation table, bundled document and docs page of each contract',
  details: [
    'A name of the config, a file or a URL; without one it does all contracts of the config. A file that no config knows',
    `is generated into ${GENERATED}/<its name>, or --out. The same contract gives the same bytes.`,
    'What makes a type wrong stops it; what rules say of style is told once, and stops it only if --strict.',
  ].join('\n'),
  options: {
    check: {
      type: 'boolean',
      description:
        'Write nothing; name each file that has drifted, and exit with 1 (the docs page is no such file)',
    },
    out: { type: 'string', value: '<folder>', description: 'Where to write a contract that no config knows' },
    strict: { type: 'boolean', description: 'Stop at rules of style, too; so does `strict` in the config' },
    ...allowRemoteOption,
  },
  example: 'countersign generate campaign',
  async run({ check, out, strict, 'allow-remote': allowRemote }, names, terminal) {
    const drifted: string[] = [];
    for (const found of await findContracts(terminal.folder, names)) {
      const { lintConfig, isStrict } = found;
      const name = found.name ?? contractName(found.contract);
      const folder = found.generated ?? resolve(terminal.folder, out ?? join(GENERATED, name));
      const files = await generateFiles(found.contract, {
        name,
        lintConfig,
        strict: strict || isStrict,
        allowRemote,
        onWarnings: (problems) => terminal.tell(describeWarnings(name, problems)),
      });
      const changed = check ? await findDrift(files, folder) : await write(name, folder, files);
      for (const path of changed) terminal.print(`${check ? 'drifted' : 'wrote'} ${displayPath(path)}`);
      if (changed.length === 0) terminal.print(`${name}: up to date`);
      if (check) drifted.push(...changed);
    }
    if (drifted.length > 0) terminal.tell('Run `countersign generate` and commit what it writes.');
    return drifted.length > 0 ? 1 : 0;
  },
});

/** One line a rule, with the first place that breaks it. */
function describeWarnings(name: string, problems: readonly ContractProblem[]): string {
  const rules = [...Map.groupBy(problems, ({ rule }) => rule).values()];
  const lines = rules.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return [`  ${describeProblem({ ...first, severity: 'warning' })}${more}`];
  });
  return [
    `${name}: ${count(problems.length, 'matter')} of style (countersign lint lists all):`,
    ...lines,
  ].join('\n');
}

/** The paths of what was written: what is the same already is left alone. */
async function write(name: string, folder: string, files: GeneratedFiles): Promise<string[]> {
  const written = await writeGenerated(files, folder);
  const page = await ensureDocs(await loadContract(join(folder, BUNDLED_CONTRACT), { name }), folder);
  return page === undefined ? written : [...written, page];
}
