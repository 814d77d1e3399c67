import type { Command } from './command.ts';

/** Each command is imported when it is called: `lint` needs no server. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  lint: async () => (await import('./lint.ts')).lint,
  generate: async () => (await import('./generate.ts')).generate,
  serve: async () => (await import('./serve.ts')).serve,
  mock: async () => (await import('./mock.ts')).mock,
  verify: async () => (await import('./verify.ts')).verify,
  docs: async () => (await import('./docs.ts')).docs,
};
