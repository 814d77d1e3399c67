import { expect, test } from 'vitest';
import { describeContract } from '../../../src/verify/vitest.ts';
import { library, roles } from '../faults/library/verify-library.ts';

const target = { baseUrl: 'http://localhost:1', roles };

test.each([
  [{ target: { baseUrl: 'localhost:3000', roles } }, /^target\.baseUrl must be an http or https URL, got/],
  [{ target, concurrency: 0 }, /^concurrency must be more than 0, got 0$/],
  [{ target, rate: Number.NaN }, /^rate must be more than 0, got NaN$/],
  // A configuration that no compiler has seen.
  [{ target, ...JSON.parse('{"phases":["refuse"]}') }, /^phases must be of positive, .*; got "refuse"$/],
])('options that no run can be made with are refused before a test is made', async (options, message) => {
  await expect(describeContract(library, options)).rejects.toThrow(message);
});
