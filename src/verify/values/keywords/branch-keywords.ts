/** Schemas to choose from, and what follows from one. */
import { branchValues, fittingNone, fittingTwo } from '../branches.ts';
import { mutations } from '../mutations.ts';
import { forbiddenValues } from '../negations.ts';
import { labelled } from '../variant.ts';
import type { KeywordRows } from './keyword-values.ts';

export const branchKeywords = {
  not: {
    violations: ({ generation, pointer, current }) => labelled(forbiddenValues(generation, pointer, current)),
  },
  oneOf: {
    violations({ generation, pointer, expected, current }) {
      const branches = branchValues(generation, pointer, expected);
      return [...mutations(current), ...fittingNone(branches), ...fittingTwo(branches)];
    },
  },
  anyOf: {
    violations: ({ generation, pointer, expected, current }) => [
      ...mutations(current),
      ...fittingNone(branchValues(generation, pointer, expected)),
    ],
  },
  // What follows from it are clauses of their own.
  if: {},
} satisfies KeywordRows;
