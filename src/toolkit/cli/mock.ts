import { loadContract } from '../bundle/load-contract.ts';
import { engines, startMock } from '../mock/start-mock.ts';
import { allowRemoteOption } from './allow-remote-option.ts';
import { defineCommand } from './command.ts';
import { requireServable } from './contract-faults.ts';
import { findContracts } from './find-contracts.ts';
import { LARGEST_PORT } from './port.ts';
import { untilStopped } from './until-stopped.ts';
import { UsageError } from './usage-error.ts';

export const mock = defineCommand({
  arguments: '<name>',
  maxArguments: 1,
  summary: 'Answer for a contract from its examples, without a server behind it',
  details:
    'The contract is a name of the config, a file or a URL. It reads requests as the server does, and refuses what the contract refuses. Ask for an answer with `Prefer: code=404, example=not_found`, `Prefer: dynamic=true`, or in the query with `?__code=404`. It keeps no state.',
  options: {
    port: {
      type: 'integer',
      value: '<number>',
      min: 0,
      max: LARGEST_PORT,
      default: 4010,
      description: 'Where to listen; 0 is any free port',
    },
    host: {
      type: 'string',
      value: '<address>',
      default: '127.0.0.1',
      description: 'The interface to listen on',
    },
    engine: {
      type: 'string',
      value: '<name>',
      default: 'server',
      description: 'What reads the requests: server (ours, with bodies by Prism) or prism (as it is)',
    },
    ...allowRemoteOption,
  },
  example: 'countersign mock campaign --port 4010',
  async run({ port, host, engine: wanted, 'allow-remote': allowRemote }, names, terminal) {
    if (names.length === 0) throw new UsageError('Which contract? See countersign mock --help.');
    const engine = engines.find((each) => each === wanted);
    if (engine === undefined)
      throw new UsageError(`--engine must be ${engines.join(' or ')}, got "${wanted}".`);
    for (const { name, contract: file } of await findContracts(terminal.folder, names)) {
      const contract = await loadContract(file, { name, allowRemote });
      requireServable(contract, file);
      const running = await startMock(contract, {
        port,
        host,
        engine,
        tell: (line) => terminal.tell(line),
      }).catch((error: unknown) => {
        throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
      });
      const { stopped } = terminal;
      terminal.print(`${contract.title}, mocked at ${running.url}. Ctrl+C stops it.`);
      await untilStopped(stopped);
      await running.close();
    }
    return 0;
  },
});
