import { type Clause, clausesOf, inDirection } from '@countersign/contract';
import { loadContract } from '../bundle/load-contract.ts';
import { allowRemoteOption } from './allow-remote-option.ts';
import { defineCommand } from './command.ts';
import { findContracts } from './find-contracts.ts';

export const clauses = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'List each promise of a contract, and where it is written',
  details: [
    'A name of the config, a file or a URL; without one it does all contracts of the config.',
    'One line a clause: its place, its id, its value. What verify covers is counted in clauses.',
  ].join('\n'),
  options: allowRemoteOption,
  example: 'countersign clauses campaign',
  async run({ 'allow-remote': allowRemote }, names, terminal) {
    for (const { name, contract: file } of await findContracts(terminal.folder, names)) {
      const contract = await loadContract(file, { name, allowRemote });
      const lines = clausesOf(inDirection(contract, 'request')).map((clause) => {
        const place = contract.locate(clause.pointer);
        const where =
          place === undefined ? `#${clause.pointer}` : `${place.file}:${place.line}:${place.column}`;
        return `${where} ${clause.id}${describeClauseValue(clause)}`;
      });
      for (const line of lines) terminal.print(line);
      terminal.tell(`${contract.name}: ${lines.length} clauses`);
    }
    return 0;
  },
});

/** The value of the clause's keyword, where its id does not say it already. */
function describeClauseValue({ id, in: place, value }: Clause): string {
  const isSaid =
    ['response', 'security'].includes(place) || value === true || id.endsWith(` ${String(value)}`);
  return isSaid ? '' : ` ${JSON.stringify(value)}`;
}
