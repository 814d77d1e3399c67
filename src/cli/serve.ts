import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import type { Service, ServiceOptions } from '../service.ts';
import { defineCommand, type Terminal } from './command.ts';
import { describeEvent } from './describe-event.ts';
import { greeting } from './greeting.ts';
import { LARGEST_PORT, readPort } from './port.ts';
import { readSwitch } from './switch.ts';
import { untilStopped } from './until-stopped.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_PORT = 3000;

export const serve = defineCommand({
  summary: 'Serve the Campaign API, the ColdSend API and the Settings API on one port, with their docs',
  details: [
    'The port is --port, else the environment variable PORT, else 3000; if it is taken, the next free one.',
    'The operator token is COUNTERSIGN_OPERATOR_TOKEN, else the one kept beside the data.',
    'Passwords of mailboxes are encrypted with COUNTERSIGN_SECRET_KEY, else with a key kept beside the data.',
    'Mail servers must be on the public internet, unless COUNTERSIGN_ALLOW_PRIVATE_MAIL_HOSTS is true.',
    'SIGINT and SIGTERM answer the open requests, close the data and end it.',
  ].join('\n'),
  options: {
    port: {
      type: 'integer',
      value: '<number>',
      min: 0,
      max: LARGEST_PORT,
      description: 'Where to listen; 0 is any free port',
    },
    data: {
      type: 'string',
      value: '<file>',
      default: 'data/countersign.sqlite',
      description: 'The SQLite file, made if it is missing',
    },
    demo: { type: 'boolean', description: 'Make a workspace to try: two mailboxes, a prospect and keys' },
  },
  example: 'countersign serve --demo --port 8080',
  async run({ port, data, demo }, _, terminal) {
    const wanted = port ?? readPort(terminal.env['PORT']) ?? DEFAULT_PORT;
    const operatorToken = terminal.env['COUNTERSIGN_OPERATOR_TOKEN'];
    const secretKeys = terminal.env['COUNTERSIGN_SECRET_KEY'];
    const service = await start({
      dataFile: resolve(terminal.folder, data),
      port: wanted,
      demo,
      ...(operatorToken === undefined ? {} : { operatorToken }),
      secretKeys,
      mail: { allowPrivateHosts: readSwitch(terminal.env, 'COUNTERSIGN_ALLOW_PRIVATE_MAIL_HOSTS') },
      log: (event) => terminal.tell(describeEvent(event)),
    });
    // From here on a signal closes the service; before, there is nothing to close.
    const { stopped } = terminal;
    try {
      await renderDocs(service.contracts, terminal);
      if (wanted !== 0 && service.port !== wanted) {
        terminal.print(`Port ${wanted} is taken; this is ${service.port}.`);
      }
      terminal.print(greeting(service, randomUUID()));
      await untilStopped(stopped);
      terminal.print('Stopping: answering the open requests.');
    } finally {
      await service.close();
    }
    return 0;
  },
});

async function start(options: ServiceOptions): Promise<Service> {
  // Imported when it is needed: every other command, and `--help`, do without a server.
  const { startService } = await import('../service.ts');
  const { StorageError } = await import('../storage/storage-error.ts');
  try {
    return await startService(options);
  } catch (error) {
    if (error instanceof StorageError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function renderDocs(contracts: readonly Contract[], terminal: Terminal): Promise<void> {
  const [{ ensureDocs }, { docsFile }] = await Promise.all([
    import('../generate/docs.ts'),
    import('../service/pages.ts'),
  ]);
  for (const contract of contracts) {
    await ensureDocs(contract, dirname(docsFile(contract.name))).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      terminal.tell(`/docs/${contract.name} is missing or old: ${reason}`);
    });
  }
}
