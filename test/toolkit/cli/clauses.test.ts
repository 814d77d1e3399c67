import { expect, test } from 'vitest';
import { run } from '../../../src/toolkit/cli/run.ts';
import { petFolder } from './pet-folder.ts';
import { testTerminal } from './test-terminal.ts';

test('each promise stands on a line with its place, its id and its value', async () => {
  const terminal = testTerminal(await petFolder());

  expect(await run(['clauses', 'pets'], terminal)).toBe(0);

  expect(terminal.printed).toContainEqual(
    expect.stringMatching(/schemas\/pet\.yaml:\d+:\d+ createPet body \/name maxLength 20$/),
  );
  expect(terminal.told).toEqual([`pets: ${terminal.printed.length} clauses`]);
});

test('a contract can be a file', async () => {
  const terminal = testTerminal(await petFolder());

  expect(await run(['clauses', 'openapi.yaml'], terminal)).toBe(0);
  expect(terminal.printed.length).toBeGreaterThan(5);
});
