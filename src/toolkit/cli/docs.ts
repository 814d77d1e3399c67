import { displayPath } from '../bundle/display-path.ts';
import { loadContract } from '../bundle/load-contract.ts';
import { chooseContracts, loadConfig } from '../config/load-config.ts';
import { writeDocs } from '../docs/docs.ts';
import { defineCommand } from './command.ts';

export const docs = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Render the documentation of each contract into one page that needs no network',
  details: 'Prints the path of docs.html, beside the generated files. Without a name it does all contracts.',
  options: {},
  example: 'countersign docs campaign',
  async run(_, names, terminal) {
    const config = await loadConfig(terminal.folder);
    for (const { name, contract, generated } of chooseContracts(config, names)) {
      const path = await writeDocs(await loadContract(contract, { name }), generated);
      terminal.print(displayPath(path));
    }
    return 0;
  },
});
