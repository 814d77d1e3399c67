import { expect, test } from 'vitest';
import { readAuth } from '../../../src/toolkit/cli/read-auth.ts';

test('a credential is of the default role unless it names another', () => {
  expect(readAuth(['apiKey=wsk_1', 'limited:apiKey=wsk_2', 'session=a=b:c'], ['apiKey', 'session'])).toEqual({
    default: { schemes: { apiKey: 'wsk_1', session: 'a=b:c' } },
    limited: { schemes: { apiKey: 'wsk_2' } },
  });
});

test('another tenant is understood by the name that it had before', () => {
  const expected = { default: { schemes: {} }, otherTenant: { schemes: { apiKey: 'wsk_3' } } };

  expect(readAuth(['otherTenant:apiKey=wsk_3'], ['apiKey'])).toEqual(expected);
  expect(readAuth(['stranger:apiKey=wsk_3'], ['apiKey'])).toEqual(expected);
});

test('what has another form is refused, and not repeated: it may hold a secret', () => {
  for (const credential of ['wsk_secret', 'admin:apiKey=wsk_secret', 'apiKey=', '=wsk_secret']) {
    expect(() => readAuth([credential], ['apiKey'])).toThrow(
      /^--auth must be \[ROLE:\]SCHEME=VALUE with a ROLE of (?!.*secret)/,
    );
  }
});
