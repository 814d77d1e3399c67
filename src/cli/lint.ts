import type { ContractProblem } from '../contract/contract-error.ts';
import { describeProblem } from '../contract/contract-error.ts';
import { loadContract } from '../contract/load.ts';
import { lintFiles } from '../contract/redocly.ts';
import { defineCommand } from './command.ts';
import { chooseContracts, loadConfig, requireFile } from './load-config.ts';

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
      for (const file of files) problems.push(...(await lintFiles(file, config.lintConfig)));
      for (const problem of problems) terminal.print(describeProblem(problem));
      terminal.tell(`${name}: ${count(problems.length, 'finding')} in ${count(files.length, 'file')}`);
      found += problems.length;
    }
    return found === 0 ? 0 : 1;
  },
});

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
