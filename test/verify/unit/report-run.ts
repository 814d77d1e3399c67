/** A run against a library, with what a test is about: its faults, its options, what listens, who stops it. */
import type { RunEvents, VerifyOptions } from '../../../src/verify/model/options.ts';
import type { Report } from '../../../src/verify/report/report.ts';
import { verify } from '../../../src/verify/verify.ts';
import { correct, type LibraryBehaviour, startLibrary } from '../faults/library/server.ts';
import { library, roles } from '../faults/library/verify-library.ts';

export interface LibraryRun {
  readonly behaviour?: Partial<LibraryBehaviour>;
  readonly options?: Partial<VerifyOptions>;
  readonly events?: Partial<RunEvents>;
  readonly signal?: AbortSignal;
  readonly contract?: typeof library;
}

export async function runLibrary({
  behaviour = {},
  options = {},
  events = {},
  signal,
  contract = library,
}: LibraryRun = {}): Promise<Report> {
  const server = await startLibrary(behaviour);
  try {
    const target = { baseUrl: server.url, roles };
    return await verify(contract, { target, phases: ['positive', 'negative'], ...options }, events, signal);
  } finally {
    await server.close();
  }
}

/** A library that takes books of any number of pages. */
export const takesAnyPages: Partial<LibraryBehaviour> = {
  isBook: (book) => correct.isBook({ ...book, pages: Math.min(5000, Number(book['pages'])) }),
};

/** A library that says no in words of its own. */
export const saysNoOtherwise: Partial<LibraryBehaviour> = {
  answer: (answer) => (answer.status === 400 ? { ...answer, body: { message: 'No.' } } : answer),
};
