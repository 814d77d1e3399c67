import { ContractError } from '@countersign/contract';
import type { ExitCode, Terminal } from './command.ts';
import { commands } from './commands.ts';
import { describeCommand, describeProgram } from './help.ts';
import { parseOptions } from './options.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs one command line.
 *
 * @param args the arguments after `countersign`
 * @returns the exit code: 0 fine, 1 findings, 2 usage or environment
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.print(await describeProgram());
    return name === undefined ? 2 : 0;
  }
  try {
    return await runCommand(name, rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.tell(error.message);
      return 2;
    }
    if (error instanceof ContractError) {
      terminal.tell(error.message);
      return 1;
    }
    terminal.tell(describeError(error));
    return 2;
  }
}

async function runCommand(name: string, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    throw new UsageError(
      `Unknown command "${name}".${suggest(name, Object.keys(commands))} See countersign --help.`,
    );
  }
  const command = await load();
  const { values, positionals, help } = parseOptions(args, command.options);
  if (help) {
    terminal.print(describeCommand(name, command));
    return 0;
  }
  const surplus = positionals[command.maxArguments ?? 0];
  if (surplus !== undefined)
    throw new UsageError(`Unexpected argument "${surplus}". See countersign ${name} --help.`);
  return await command.run(values, positionals, terminal);
}

/** What the system refuses (a taken port, a folder) is said in a line; anything else is a defect of ours, with its stack. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'syscall' in error ? error.message : (error.stack ?? error.message);
}
