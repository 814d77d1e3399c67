import type { DeviationKind } from '../judge/deviation.ts';

/** What a kind of finding says of a target, in a sentence. */
export const kindTitles: Readonly<Record<DeviationKind, string>> = {
  'no answer': 'A request was not answered.',
  'server error': 'A request made the server fail.',
  'undocumented status': 'An answer has a status that its operation does not document.',
  'missing header': 'An answer lacks a header field that it must have.',
  'wrong header': 'A header field of an answer has a value that its schema refuses.',
  'wrong media type': 'An answer has a media type that is not documented.',
  'malformed body': 'The body of an answer is not what its media type says.',
  'missing body': 'An answer that must have a body has none.',
  'unexpected body': 'An answer that must have no body has one.',
  'wrong body': 'The body of an answer breaks its schema.',
  'valid request refused': 'A request that keeps every clause was refused.',
  'violation accepted': 'A request that breaks a clause was accepted.',
  'unexpected status': 'An answer has another status than the contract and the state of the target lead to.',
  'refused for another reason': 'A request was refused for another reason than the one that it gives.',
  'different repetition': 'A repeated request was not answered as the first one was.',
  'scenario failed': 'A step of a scenario did not go as the scenario says.',
};
