import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { jsonSchemaKeywords } from '../../../src/contract/json-schema-keywords.ts';
import { crossFieldKeywords } from '../../../src/contract/keywords.ts';
import { keywordListsIn } from './keyword-lists.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const keywords = new Set([...Object.keys(jsonSchemaKeywords), ...crossFieldKeywords.map(({ name }) => name)]);

/** The tables: one row for each keyword. */
const TABLES = ['src/contract/json-schema-keywords.ts', 'src/verify/values/keywords/'];

/** What names several words that are keywords, and need not know of a new one; with the reason. */
const OTHERS: Readonly<Record<string, string>> = {
  'src/contract/json-schema-keyword.ts': 'two kinds of clauses are called as their one keyword is',
  'src/verify/coverage/clause-kind.ts': 'the same kinds, in the order of a report',
  'src/contract/normal-form.ts':
    'the bounds that meant something else in OpenAPI 3.0, which has no more of them',
};

function listsIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return keywordListsIn(source, keywords).map((list) => `${file}:${list.line} ${list.keywords.join(', ')}`);
}

test('what is known of keywords is in their tables: no other file lists some', () => {
  const files = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['**/dist/**', '**/node_modules/**'] });
  const elsewhere = files.filter(
    (file) => !TABLES.some((table) => file.startsWith(table)) && !(file in OTHERS),
  );

  expect(elsewhere.flatMap((file) => listsIn(file, readFileSync(resolve(ROOT, file), 'utf8')))).toEqual([]);
});

test.each(Object.keys(OTHERS))('%s still names several, and is an exception for that', (file) => {
  expect(listsIn(file, readFileSync(resolve(ROOT, file), 'utf8'))).not.toEqual([]);
});

describe('a list of keywords is found', () => {
  test.each([
    `const BOUNDS = new Set(['minimum', 'maximum']);`,
    `const TEXTS = 'pattern format'.split(' ');`,
    `type Bound = 'minimum' | 'maximum';`,
    `const KINDS = new Map(keywordsOf('numbers', 'minimum', 'maximum'));`,
    `switch (keyword) { case 'minItems': return 1; case 'maxItems': return 2; }`,
    `const SENTENCES = { minimum: (value) => 'at least', maximum: (value) => 'at most' };`,
    `const CODES = { minLength: 'too_short', maxLength: 'too_long' };`,
    `const isChoice = keyword === 'oneOf' || keyword === 'anyOf';`,
    `const isChoice = /(oneOf|anyOf)$/.test(pointer);`,
  ])('%s', (text) => {
    expect(listsIn('example.ts', text)).toHaveLength(1);
  });
});

describe('none is', () => {
  test.each([
    ['a schema', `const schema = { type: 'array', minItems: 2, items: { type: 'string', minLength: 1 } };`],
    ['an option of a command', `const option = { type: 'boolean', default: false, description: 'Quietly' };`],
    ['one keyword', `if (keyword === 'format' && value === 'binary') walk(schema['properties']);`],
    ['what a generator is given', `fc.array(item, { minLength, maxLength });`],
  ])('%s', (_, text) => {
    expect(listsIn('example.ts', text)).toEqual([]);
  });
});
