import type { ContractProblem } from '@countersign/contract';
import { describeProblem } from '@countersign/contract';
import { loadContract } from '../bundle/load-contract.ts';
import { chooseContracts, loadConfig, requireFile } from '../config/load-config.ts';
import { lint as lintFile } from '../lint/lint.ts';
import { defineCommand } from './command.ts';
import { count } from './count.ts';

export const lint = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Check each contract and its scenarios against the rules of redocly.yaml',
  details: 'Without a name it does all contracts. Warnings count as findings too.',
  options: {},
  example: 'countersign lint campaign',
  async run(_, names, terminal) {
    const config = await loadConfig(terminal.folder);
    let found = 0;
    for (const { name, contract, scenarios } of chooseContracts(config, names)) {
      for (const file of scenarios) requireFile(file, `contracts.${name}.scenarios`);
      await loadContract(contract, { name });
      const files = [contract, ...scenarios];
      const problems: ContractProblem[] = [];
      for (const file of files) problems.push(...(await lintFile(file, { config: config.lintConfig })));
      for (const problem of problems) terminal.print(describeProblem(problem));
      terminal.tell(`${name}: ${count(problems.length, 'finding')} in ${count(files.length, 'file')}`);
      found += problems.length;
    }
    return found === 0 ? 0 : 1;
  },
});
