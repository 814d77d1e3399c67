import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { describeOptions } from './options.ts';

/** What `countersign --help` shows. */
export async function describeProgram(): Promise<string> {
  const rows: string[] = [];
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  for (const [name, load] of Object.entries(commands)) {
    rows.push(`  ${name.padEnd(width)}  ${(await load()).summary}`);
  }
  return [
    'countersign <command> [options]',
    '',
    'One OpenAPI contract, signed by both sides.',
    '',
    ...rows,
    '',
    'countersign <command> --help tells more of each.',
  ].join('\n');
}

/** What `countersign <command> --help` shows: usage, options with their defaults, one example. */
export function describeCommand(name: string, command: Command): string {
  const positional = command.arguments === undefined ? '' : ` ${command.arguments}`;
  return [
    `countersign ${name}${positional} [options]`,
    '',
    `${command.summary}.`,
    ...(command.details === undefined ? [] : [command.details]),
    '',
    ...describeOptions(command.options),
    '',
    `Example: ${command.example}`,
  ].join('\n');
}
