import { resolve } from 'node:path';
import { displayPath } from '../bundle/display-path.ts';
import { loadContract } from '../bundle/load-contract.ts';
import { writeDocs } from '../docs/docs.ts';
import { allowRemoteOption } from './allow-remote-option.ts';
import { defineCommand } from './command.ts';
import { tellFaults } from './contract-faults.ts';
import { findContracts } from './find-contracts.ts';

export const docs = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Render the documentation of each contract into one page that needs no network',
  details: [
    'A name of the config, a file or a URL; without one it does all contracts of the config.',
    'Prints the path of docs.html: beside the generated files, or in --out.',
  ].join('\n'),
  options: {
    out: {
      type: 'string',
      value: '<folder>',
      description: 'Where to write the page of a contract that no config knows',
    },
    ...allowRemoteOption,
  },
  example: 'countersign docs campaign',
  async run({ out = '.', 'allow-remote': allowRemote }, names, terminal) {
    for (const { name, contract: file, generated } of await findContracts(terminal.folder, names)) {
      const contract = await loadContract(file, { name, allowRemote });
      tellFaults(contract, contract.name, terminal);
      const path = await writeDocs(contract, generated ?? resolve(terminal.folder, out));
      terminal.print(displayPath(path));
    }
    return 0;
  },
});
