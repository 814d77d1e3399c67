import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { compareWith, readBaseline } from '../../../src/verify/report/baseline.ts';
import { renderJson } from '../../../src/verify/report/render-json.ts';
import { renderJunit } from '../../../src/verify/report/render-junit.ts';
import { xmlElement } from '../../../src/verify/report/xml.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { runLibrary, takesAnyPages } from './report-run.ts';

const report = await runLibrary({ behaviour: takesAnyPages });
const suites = readXml(renderJunit(report)).children;

/** What the schema of Apache Ant's JUnit tasks, the strictest about, says of an element. */
const RULES: Readonly<Record<string, { attributes: Record<string, RegExp>; children: RegExp }>> = {
  testsuites: { attributes: {}, children: /^(testsuite )*$/ },
  testsuite: {
    attributes: {
      name: /^\S.*$/,
      package: /^\S.*$/,
      id: /^\d+$/,
      timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
      hostname: /^\S+$/,
      tests: /^\d+$/,
      failures: /^\d+$/,
      errors: /^\d+$/,
      skipped: /^\d+$/,
      time: /^\d+\.\d+$/,
    },
    children: /^properties (testcase )*system-out system-err $/,
  },
  properties: { attributes: {}, children: /^(property )*$/ },
  property: { attributes: { name: /^\S.*$/, value: /^/ }, children: /^$/ },
  testcase: {
    attributes: { name: /^\S/, classname: /^\S+$/, time: /^\d+\.\d+$/ },
    children: /^((skipped|error|failure) )?$/,
  },
  failure: { attributes: { message: /^/, type: /^/ }, children: /^$/ },
  skipped: { attributes: { message: /^/ }, children: /^$/ },
  'system-out': { attributes: {}, children: /^$/ },
  'system-err': { attributes: {}, children: /^$/ },
};

function breaches({ name, attributes, children }: XmlElement): string[] {
  const rule = RULES[name];
  if (rule === undefined) return [`${name} is not known`];
  return [
    ...Object.keys(attributes).filter((key) => rule.attributes[key] === undefined),
    ...Object.entries(rule.attributes)
      .filter(([key, pattern]) => !pattern.test(attributes[key] ?? '\n'))
      .map(([key]) => `${name} ${key}="${attributes[key]}"`),
    ...(rule.children.test(children.map((child) => `${child.name} `).join(''))
      ? []
      : [`children of ${name}`]),
    ...children.flatMap(breaches),
  ];
}

/** What libxml2 finds wrong with `xml` by the schema that Jenkins reads reports with. */
async function errorsOf(xml: string): Promise<string[]> {
  const schema = await readFile(new URL('./schemas/jenkins-junit.xsd', import.meta.url), 'utf8');
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

test.each([
  ['findings', report],
  ['a baseline', compareWith(readBaseline(renderJson(report)), report)],
  ['nothing found', await runLibrary()],
  ['no cases', { ...report, cases: [], findings: [] }],
])('it is valid by the schema of Jenkins: %s', async (_, each) => {
  expect(await errorsOf(renderJunit(each))).toEqual([]);
});

test('the schema of Jenkins would find a report wrong', async () => {
  const broken = renderJunit(report).replaceAll(/<(\/?)failure/g, '<$1failed');
  expect(await errorsOf(broken)).toEqual([expect.stringMatching(/'failed': This element is not expected/)]);
});

test('it keeps the strictest schema about', () => {
  expect(breaches(readXml(renderJunit(report)))).toEqual([]);
});

test('an operation is a suite, a case is a test, and a finding its failure', () => {
  const tests = suites.flatMap(({ children }) => children.filter(({ name }) => name === 'testcase'));
  expect(suites.map(({ attributes }) => attributes['name'])).toEqual(report.operations.map(({ id }) => id));
  expect(tests.map(({ attributes }) => attributes['name'])).toEqual(report.cases.map(({ name }) => name));
  expect(tests.flatMap(({ children }) => children)).toMatchObject([
    {
      name: 'failure',
      attributes: { type: 'violation accepted', message: 'answered 201, expected 400' },
      text: expect.stringContaining('--data-raw \'{"title":'),
    },
  ]);
  const addBook = suites.find(({ attributes }) => attributes['name'] === 'addBook');
  expect(addBook?.attributes).toMatchObject({ failures: '1', errors: '0', skipped: '0' });
});

test('what the baseline has is skipped, with the reason', () => {
  const known = compareWith(readBaseline(renderJson(report)), report);
  const tests = readXml(renderJunit(known)).children.flatMap(({ children }) => children);
  expect(tests.flatMap(({ children }) => children).filter(({ name }) => name !== 'property')).toMatchObject([
    { name: 'skipped', attributes: { message: expect.stringMatching(/^known by the baseline: ✗ addBook/) } },
  ]);
});

describe('whatever a target says is well-formed XML', () => {
  test.each([
    ['"quoted" & <tagged>', '"quoted" & <tagged>'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['\u0000\u001b[31mred\uffff', '\ufffd\ufffd[31mred\ufffd'],
    ['half of a pair: \ud83d', 'half of a pair: \ufffd'],
  ])('%j', (text, read) => {
    expect(readXml(xmlElement('a', { value: text })).attributes['value']).toBe(read);
  });
});
