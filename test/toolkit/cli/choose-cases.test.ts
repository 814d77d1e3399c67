import { expect, test } from 'vitest';
import { chooseCases } from '../../../src/toolkit/cli/choose-cases.ts';

const nothing = { phase: [], operation: [], tag: [], skip: [], time: undefined };
const phasesOf = (values: Partial<Parameters<typeof chooseCases>[0]>) =>
  chooseCases({ ...nothing, ...values }, []).phases;

test('random requests fill time that is given, or are asked for by name', () => {
  expect(phasesOf({})).not.toContain('random');
  expect(phasesOf({ time: 60_000 })).toEqual([...phasesOf({}), 'random']);
  expect(phasesOf({ phase: ['random'] })).toEqual(['random']);
  expect(phasesOf({ phase: ['stateful'], time: 60_000 })).toEqual(['stateful']);
  expect(phasesOf({ skip: ['random'], time: 60_000 })).toEqual(phasesOf({}));
});

test('phases are understood by the names that they had before', () => {
  expect(phasesOf({ phase: ['accepted', 'guards'] })).toEqual(['positive', 'security']);
  expect(phasesOf({ skip: ['refused', 'state'] })).toEqual(phasesOf({ skip: ['negative', 'stateful'] }));
});
