/**
 * A report as JUnit XML, which every CI reads: a suite for each operation, a test for each case.
 *
 * It keeps the strictest of the schemas about (the one of Apache Ant's JUnit tasks), and so the others.
 */

import type { Finding } from '../model/finding.ts';
import type { CaseResult } from '../model/outcome.ts';
import { isFailure } from './baseline.ts';
import { renderFinding, titleOf } from './render-finding.ts';
import type { Report } from './report.ts';
import { xmlElement, xmlText } from './xml.ts';

export function renderJunit(report: Report): string {
  const suites = [...Map.groupBy(testsOf(report), ({ suite }) => suite)].map(([name, tests], index) =>
    renderSuite(report, name, index, tests),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', {}, ['\n', ...suites])}\n`;
}

interface Test {
  readonly suite: string;
  readonly name: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** The markup in the test's element. */
  readonly content: readonly string[];
}

/** Where the cases of several operations stand. */
const SCENARIOS = 'scenarios';

function testsOf(report: Report): Test[] {
  const byCase = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    for (const name of finding.cases) byCase.set(name, [...(byCase.get(name) ?? []), finding]);
  }
  const cases = new Set(report.cases.map(({ name }) => name));
  // Requests that only make what a case needs are no cases, and may show something, too.
  const others = report.findings.filter((finding) => !finding.cases.some((name) => cases.has(name)));
  return [
    ...report.cases.map((testCase) => toTest(testCase, byCase.get(testCase.name) ?? [])),
    ...others.filter(isFailure).map((finding) => ({
      suite: finding.operation,
      name: `${finding.caseName} · ${finding.clause ?? finding.operation}: ${finding.message}`,
      duration: 0,
      state: 'failed' as const,
      content: [failure([finding])],
    })),
  ];
}

function toTest(caseResult: CaseResult, findings: readonly Finding[]): Test {
  const { name, duration, operation = SCENARIOS } = caseResult;
  const test = { suite: operation, name, duration };
  const failures = findings.filter(isFailure);
  if (caseResult.outcome === 'fail' && failures.length > 0) {
    return { ...test, state: 'failed', content: [failure(failures)] };
  }
  const reason = whySkipped(caseResult, findings);
  if (reason === undefined) return { ...test, state: 'passed', content: [] };
  return { ...test, state: 'skipped', content: [xmlElement('skipped', { message: reason })] };
}

function whySkipped(
  { outcome, reason, status }: CaseResult,
  findings: readonly Finding[],
): string | undefined {
  if (outcome === 'skipped') return reason ?? 'not sent';
  if (outcome === 'inconclusive') return `answered ${status}, which proves nothing`;
  if (outcome === 'fail') return `known by the baseline: ${findings.map(titleOf).join('; ')}`;
  return undefined;
}

function failure(findings: readonly Finding[]): string {
  const [first] = findings;
  const text = findings.map((finding) => renderFinding(finding)).join('\n\n');
  return xmlElement('failure', { message: first?.message ?? '', type: first?.kind ?? '' }, [xmlText(text)]);
}

function renderSuite(report: Report, name: string, index: number, tests: readonly Test[]): string {
  const { contract, baseUrl, seed, runId, startedAt } = report;
  const count = (state: Test['state']): number => tests.filter((test) => test.state === state).length;
  const attributes = {
    name,
    package: contract.name,
    id: index,
    // The schema wants neither a fraction nor a zone.
    timestamp: startedAt.toISOString().slice(0, 19),
    hostname: new URL(baseUrl).hostname,
    tests: tests.length,
    failures: count('failed'),
    errors: 0,
    skipped: count('skipped'),
    time: seconds(tests.reduce((sum, test) => sum + test.duration, 0)),
  };
  const { title, version } = contract;
  const properties = Object.entries({ contract: title, version, baseUrl, seed, runId });
  return `${xmlElement('testsuite', attributes, [
    '\n',
    xmlElement(
      'properties',
      {},
      properties.map(([key, value]) => xmlElement('property', { name: key, value })),
    ),
    '\n',
    ...tests.map(({ name, duration, content }) => {
      const head = { name, classname: `${contract.name}.${attributes.name}`, time: seconds(duration) };
      return `${xmlElement('testcase', head, content)}\n`;
    }),
    xmlElement('system-out', {}),
    xmlElement('system-err', {}),
  ])}\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
