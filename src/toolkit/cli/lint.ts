import { type ContractProblem, describeProblem } from '@countersign/contract';
import { displayPath } from '../bundle/display-path.ts';
import { requireFile } from '../config/load-config.ts';
import { lint as lintFile } from '../lint/lint.ts';
import { allowRemoteOption } from './allow-remote-option.ts';
import { defineCommand } from './command.ts';
import { count } from './count.ts';
import { findContracts } from './find-contracts.ts';

export const lint = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Check whether each contract can be used, and against the rules of redocly.yaml',
  details: [
    'A name of the config, a file or a URL; without one it does all contracts of the config. Without a redocly.yaml the',
    'rules are those that Redocly recommends, and what they say of style is a warning. A warning fails only if --strict.',
  ].join('\n'),
  options: {
    strict: { type: 'boolean', description: 'Let warnings fail as well; so does `strict` in the config' },
    ...allowRemoteOption,
  },
  example: 'countersign lint campaign',
  async run({ strict, 'allow-remote': allowRemote }, names, terminal) {
    let failures = 0;
    for (const found of await findContracts(terminal.folder, names)) {
      const { name, contract: file, scenarios, lintConfig, isStrict } = found;
      for (const scenario of scenarios) requireFile(scenario, `contracts.${name}.scenarios`);
      const files = [file, ...scenarios];
      const options = { config: lintConfig, allowRemote };
      const problems: ContractProblem[] = [];
      for (const each of files) problems.push(...(await lintFile(each, options)));
      for (const problem of problems) terminal.print(describeProblem(problem));
      terminal.tell(
        `${name ?? displayPath(file)}: ${count(problems.length, 'finding')} in ${count(files.length, 'file')}`,
      );
      const isFailure = ({ severity }: ContractProblem): boolean =>
        strict || isStrict || severity === 'error';
      failures += problems.filter(isFailure).length;
    }
    return failures === 0 ? 0 : 1;
  },
});
