import type { Command } from './command.ts';

/** Each command is imported when it is called: `lint` needs no mock. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  lint: async () => (await import('./lint.ts')).lint,
  generate: async () => (await import('./generate.ts')).generate,
  mock: async () => (await import('./mock.ts')).mock,
  verify: async () => (await import('./verify.ts')).verify,
  clauses: async () => (await import('./clauses.ts')).clauses,
  docs: async () => (await import('./docs.ts')).docs,
};
