/** The command line of the service: settings from options and the environment, and when it stops. */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeEvent } from './describe-event.ts';
import { greeting } from './greeting.ts';
import { readPort, readSwitch } from './settings.ts';
import { type Service, type ServiceOptions, startService } from './start-service.ts';
import { StorageError } from './storage/storage-error.ts';
import { UsageError } from './usage-error.ts';

/** What the service sees of its process, so that a test can give it another. */
export interface Surroundings {
  /** The working folder; relative paths start here. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  /** One line for the operator: warnings, errors. */
  tell(line: string): void;
  /** Aborted when the process is asked to end. Whoever reads it takes over the signals from the system. */
  readonly stopped: AbortSignal;
}

const DEFAULT_PORT = 3000;
const DEFAULT_DATA = 'data/countersign.sqlite';

const HELP = `Serve the Campaign API, the ColdSend API and the Settings API on one port, with their docs.

  npm run service -- [options]

  --port <number>  Where to listen; 0 is any free port
  --data <file>    The SQLite file, made if it is missing (default: ${DEFAULT_DATA})
  --demo           Make a workspace to try: two mailboxes, a prospect and keys
  -h, --help       Show this help

The port is --port, else the environment variable PORT, else ${DEFAULT_PORT}; if it is taken, the next free one.
The operator token is COUNTERSIGN_OPERATOR_TOKEN, else the one kept beside the data.
Passwords of mailboxes are encrypted with COUNTERSIGN_SECRET_KEY, else with a key kept beside the data.
Mail servers must be on the public internet, unless COUNTERSIGN_ALLOW_PRIVATE_MAIL_HOSTS is true.
SIGINT and SIGTERM answer the open requests, close the data and end it.`;

/**
 * Runs the service until it is asked to stop.
 *
 * @param args the command line
 * @returns the exit code: 0 stopped as asked, 2 a mistake in how it was called or a place where it cannot work
 */
export async function runService(args: readonly string[], surroundings: Surroundings): Promise<0 | 2> {
  try {
    const { help, ...options } = readOptions(args);
    if (help) surroundings.print(HELP);
    else await serve(options, surroundings);
    return 0;
  } catch (error) {
    surroundings.tell(describeError(error));
    return 2;
  }
}

interface Options {
  readonly port: number | undefined;
  readonly data: string;
  readonly demo: boolean;
}

async function serve({ port, data, demo }: Options, surroundings: Surroundings): Promise<void> {
  const { folder, env, print, tell } = surroundings;
  const wanted = port ?? readPort('PORT', env['PORT']) ?? DEFAULT_PORT;
  const operatorToken = env['COUNTERSIGN_OPERATOR_TOKEN'];
  const service = await start({
    dataFile: resolve(folder, data),
    port: wanted,
    demo,
    ...(operatorToken === undefined ? {} : { operatorToken }),
    secretKeys: env['COUNTERSIGN_SECRET_KEY'],
    mail: { allowPrivateHosts: readSwitch('COUNTERSIGN_ALLOW_PRIVATE_MAIL_HOSTS', env) },
    log: (event) => tell(describeEvent(event)),
  });
  // From here on a signal closes the service; before, there is nothing to close.
  const { stopped } = surroundings;
  try {
    if (wanted !== 0 && service.port !== wanted) print(`Port ${wanted} is taken; this is ${service.port}.`);
    print(greeting(service, randomUUID()));
    await untilAborted(stopped);
    print('Stopping: answering the open requests.');
  } finally {
    await service.close();
  }
}

async function start(options: ServiceOptions): Promise<Service> {
  try {
    return await startService(options);
  } catch (error) {
    if (error instanceof StorageError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
}

function readOptions(args: readonly string[]): Options & { readonly help: boolean } {
  const { port, data, demo, help } = parse(args);
  return {
    port: readPort('--port', port),
    data: data ?? DEFAULT_DATA,
    demo: demo === true,
    help: help === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const message = String(error instanceof Error ? error.message : error).replace(/\.$/, '');
    throw new UsageError(`${message}. See --help.`, { cause: error });
  }
}

/** What the system refuses (a taken port, a folder) is said in a line; anything else is a defect, with its stack. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UsageError || 'syscall' in error ? error.message : (error.stack ?? error.message);
}
