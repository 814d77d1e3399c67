/** How a project verifies its server in Vitest: this file is the whole of it. */
import { afterAll } from 'vitest';
import { describeContract } from '../../../src/verify/vitest.ts';
import { startLibrary } from '../faults/library/server.ts';
import { library, roles } from '../faults/library/verify-library.ts';

const server = await startLibrary();
afterAll(() => server.close());

await describeContract(library, { target: { baseUrl: server.url, roles } });
