/** Every kind of deviation, and what reports say of it: a new kind is one more row. */

interface DeviationKindRow {
  /** What it says of a target, in a sentence. */
  readonly text: string;
  /** Whether it is about what was asked, or about the answer alone, whatever was asked. */
  readonly about: 'case' | 'answer';
  /** What reports sort it under. */
  readonly category: DeviationCategory;
  /** How much it weighs, unless the place that sees it knows better. @default 'error' */
  readonly severity?: Severity;
  /** Whether it is told after the others: what it stumbles over is told by a kind of its own, if there is one. */
  readonly isLast?: boolean;
}

/** An `error` fails a run; a `notice` is told. */
export type Severity = 'error' | 'notice';

/** What reports sort deviations under. */
export type DeviationCategory =
  | 'robustness'
  | 'answers'
  | 'requests'
  | 'state'
  | 'lists'
  | 'idempotency'
  | 'security'
  | 'scenarios';

export const deviationKinds = {
  'no answer': { about: 'case', category: 'robustness', text: 'A request was not answered.' },
  'server error': { about: 'case', category: 'robustness', text: 'A request made the server fail.' },
  'undocumented status': {
    about: 'answer',
    category: 'answers',
    text: 'An answer has a status that its operation does not document.',
  },
  'missing header': {
    about: 'answer',
    category: 'answers',
    text: 'An answer lacks a header field that it must have.',
  },
  'wrong header': {
    about: 'answer',
    category: 'answers',
    text: 'A header field of an answer has a value that its schema refuses.',
  },
  'wrong media type': {
    about: 'answer',
    category: 'answers',
    text: 'An answer has a media type that is not documented.',
  },
  'malformed body': {
    about: 'answer',
    category: 'answers',
    text: 'The body of an answer is not what its media type says.',
  },
  'missing body': { about: 'answer', category: 'answers', text: 'An answer that must have a body has none.' },
  'unexpected body': {
    about: 'answer',
    category: 'answers',
    text: 'An answer that must have no body has one.',
  },
  'wrong body': { about: 'answer', category: 'answers', text: 'The body of an answer breaks its schema.' },
  'valid request refused': {
    about: 'case',
    category: 'requests',
    text: 'A request that keeps every clause was refused.',
  },
  'violation accepted': {
    about: 'case',
    category: 'requests',
    text: 'A request that breaks a clause was accepted.',
  },
  'unexpected status': {
    about: 'case',
    category: 'requests',
    text: 'An answer has another status than the contract and the state of the target lead to.',
  },
  'refused for another reason': {
    about: 'case',
    category: 'requests',
    text: 'A request was refused for another reason than the one that it gives.',
  },
  'different repetition': {
    about: 'case',
    category: 'idempotency',
    text: 'A repeated request was not answered as the first one was.',
  },
  'scenario failed': {
    about: 'case',
    category: 'scenarios',
    text: 'A step of a scenario did not go as the scenario says.',
    isLast: true,
  },
  'not found': { about: 'case', category: 'state', text: 'What was made is not found.' },
  'value not kept': {
    about: 'case',
    category: 'state',
    text: 'A value that was sent is not the one that is read.',
  },
  'rest not left alone': {
    about: 'case',
    category: 'state',
    text: 'A change of one property has changed another.',
  },
  'old value kept': {
    about: 'case',
    category: 'state',
    text: 'A PUT has kept what the new body leaves out.',
  },
  'not repeatable': {
    about: 'case',
    category: 'idempotency',
    text: 'A PUT that is repeated has another effect than the first one.',
  },
  'still there': { about: 'case', category: 'state', text: 'What was deleted is still there.' },
  'not listed': { about: 'case', category: 'lists', text: 'What was made is not in the list of its like.' },
  'wrong page': {
    about: 'case',
    category: 'lists',
    text: 'The pages of a list are not what was asked for, overlap, leave something out or do not end.',
  },
  'wrong filter': {
    about: 'case',
    category: 'lists',
    text: 'A filter lets pass what it should not, or holds back what it should not.',
  },
  'wrong parent': {
    about: 'case',
    category: 'state',
    text: 'What lies in one parent is found in another one.',
  },
  'wrong location': {
    about: 'case',
    category: 'state',
    text: 'The Location of a creation does not lead to what was made.',
  },
  'done twice': {
    about: 'case',
    category: 'idempotency',
    text: 'A request that was repeated under its idempotency key was done twice.',
  },
  'rejected with effect': {
    about: 'case',
    category: 'state',
    text: 'A request that was refused has changed something.',
  },
  'stale change accepted': {
    about: 'case',
    category: 'state',
    text: 'A change of a state that is no longer the current one was made.',
  },
  'duplicate accepted': {
    about: 'case',
    category: 'state',
    text: 'What must be unique was accepted a second time.',
  },
  'shown to another tenant': {
    about: 'case',
    category: 'security',
    text: 'Another tenant is shown what a tenant made.',
  },
  'changed by another tenant': {
    about: 'case',
    category: 'security',
    text: 'Another tenant has changed what a tenant made.',
  },
} as const satisfies Readonly<Record<string, DeviationKindRow>>;

/** The kind of a deviation: `wrong body`, `violation accepted`. */
export type DeviationKind = keyof typeof deviationKinds;

/** The row of a kind, with the type that all rows share. */
export function rowOf(kind: DeviationKind): DeviationKindRow {
  return deviationKinds[kind];
}
