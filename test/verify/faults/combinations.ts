/** Faults that no clause and no example shows by itself: what several values, or several changes, do together. */

import type { Finding } from '../../../src/verify/model/finding.ts';
import type { VerifyOptions } from '../../../src/verify/model/options.ts';
import type { Report } from '../../../src/verify/report/report.ts';
import { correct as library } from './library/server.ts';
import { verifyLibrary } from './library/verify-library.ts';
import type { TrackerBehaviour } from './tracker/server.ts';
import { verifyTracker } from './tracker/verify-tracker.ts';

type Body = Readonly<Record<string, unknown>>;

export interface Combination {
  readonly name: string;
  verify(options: Omit<VerifyOptions, 'target'>): Promise<Report>;
  /** The operation that is to blame. */
  readonly operation: string;
  /** What is to be said of it, beside the operation. */
  readonly finding: Partial<Pick<Finding, 'kind' | 'clause' | 'message'>>;
  /** The bodies of the requests that show it, after what made the resource: as small as they can be. */
  readonly smallest: readonly Body[];
}

const crash = {
  kind: 'server error',
  message: 'answered 500: a request must not make the server fail',
} as const;

export const combinations: readonly Combination[] = [
  {
    name: 'a tracker that fails at a long name beside two tags',
    verify: keepingProjects(({ name, tags }) => {
      if (String(name).length > 10 && Array.isArray(tags) && tags.length > 1)
        throw new RangeError('too long');
    }),
    operation: 'addProject',
    finding: crash,
    smallest: [{ name: 'a'.repeat(11), tags: ['a', 'aa'] }],
  },
  {
    name: 'a tracker that fails at the budget of a project that is closed and has no street',
    verify: keepingProjects(({ status, budget, address }) => {
      const hasStreet = Object.hasOwn(Object(address), 'street');
      if (status === 'closed' && Number(budget) > 1000 && !hasStreet) throw new RangeError('no street');
    }),
    operation: 'addProject',
    finding: crash,
    smallest: [{ name: 'a', status: 'closed', budget: 1000.01 }],
  },
  {
    name: 'a library that refuses a poem of two authors',
    verify: (options) =>
      verifyLibrary({ isBook: (book) => library.isBook(book) && !isPoemOfTwo(book) }, options),
    operation: 'addBook',
    finding: { kind: 'valid request refused', message: 'answered 400, expected 201' },
    smallest: [{ title: 'a', pages: 1, genre: 'poetry', authors: [{ name: 'aa' }, { name: 'aaa' }] }],
  },
  {
    name: 'a library that does not look at the pages of a book whose genre it knows',
    verify: (options) => verifyLibrary({ isBook: (book) => library.isBook(withoutPages(book)) }, options),
    operation: 'addBook',
    finding: { kind: 'violation accepted', clause: 'addBook body /pages type' },
    smallest: [{ title: 'a', pages: null, genre: 'novel' }],
  },
  {
    name: 'a tracker that loses the description at the second change',
    verify: (options) => verifyTracker({ change: losingAtTheSecond('description') }, options),
    operation: 'changeProject',
    finding: { kind: 'rest not left alone', message: '/description is nothing, and was before "a"' },
    smallest: [{ description: 'a' }, { budget: 0 }],
  },
  {
    name: 'a tracker that loses the notes of a task whose estimate is lowered',
    verify: (options) =>
      verifyTracker(
        {
          replace: (_, before, { notes, ...rest }) =>
            Number(rest['estimate']) < Number(before?.['estimate']) ? rest : { ...rest, notes },
        },
        options,
      ),
    operation: 'replaceTask',
    finding: { kind: 'value not kept', message: '/notes is nothing, and was sent as "a"' },
    smallest: [{ title: 'a', estimate: 0, notes: 'a' }],
  },
];

function keepingProjects(check: (project: Body) => void): Combination['verify'] {
  const keep: TrackerBehaviour['keep'] = (kind, values) => {
    if (kind === 'project') check(values);
    return values;
  };
  return (options) => verifyTracker({ keep }, options);
}

function isPoemOfTwo({ genre, authors }: Body): boolean {
  return genre === 'poetry' && Array.isArray(authors) && authors.length > 1;
}

function withoutPages(book: Body): Record<string, unknown> {
  return 'genre' in book && 'pages' in book ? { ...book, pages: 1 } : { ...book };
}

function losingAtTheSecond(name: string): TrackerBehaviour['change'] {
  const changed = new WeakSet<Body>();
  return (before, changes) => {
    const { [name]: lost, ...rest } = { ...before, ...changes };
    const isKept = !changed.has(before) || Object.hasOwn(changes, name);
    const after = isKept ? { ...rest, [name]: lost } : rest;
    changed.add(after);
    return after;
  };
}
