import type { Command } from './command.ts';

/** Each command is imported when it is called: `lint` needs no server, `--help` needs nothing. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  generate: async () => (await import('./generate.ts')).generate,
};
