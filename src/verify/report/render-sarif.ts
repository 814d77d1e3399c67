/** A report as SARIF 2.1.0: each finding at the line of the contract that says otherwise. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceLocation } from '@countersign/contract';
import { isUrl } from '@countersign/contract';
import { type DeviationKind, rowOf } from '../model/deviation-kinds.ts';
import type { Finding, KnownFinding } from '../model/finding.ts';
import { countOf } from '../values/describe-value.ts';
import type { Report } from './report.ts';
import type { Tool } from './tool.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function renderSarif(report: Report, tool: Tool): string {
  const { contract, findings, fixed, startedAt, duration, ended, seed, runId } = report;
  const kinds = [...new Set(findings.map(({ kind }) => kind))].sort();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            rules: kinds.map(toRule),
          },
        },
        automationDetails: { id: `verify/${contract.name}/` },
        invocations: [
          {
            executionSuccessful: ended !== 'interrupted',
            startTimeUtc: startedAt.toISOString(),
            endTimeUtc: new Date(startedAt.getTime() + duration).toISOString(),
          },
        ],
        properties: { seed, runId },
        results: [...findings.map((finding) => toResult(finding, contract.location)), ...fixed.map(toAbsent)],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function toRule(kind: DeviationKind): object {
  const { text, category } = rowOf(kind);
  return { id: ruleId(kind), shortDescription: { text }, properties: { tags: [category] } };
}

function toResult(finding: Finding, root: SourceLocation | undefined): object {
  const { id, kind, severity, operation, clause, message, why, caseName, cases, pointer, baseline } = finding;
  const location = finding.location ?? root;
  return {
    ruleId: ruleId(kind),
    level: severity === 'error' ? 'error' : 'note',
    message: {
      text: `${clause ?? operation}: ${message}. ${why.replace(/\.?$/, '.')} Seen in ${countOf(cases.length, 'case')}: ${caseName}`,
    },
    locations: [
      {
        ...(location === undefined ? {} : { physicalLocation: toPhysical(location) }),
        logicalLocations: [{ name: clause ?? operation, fullyQualifiedName: `#${pointer}` }],
      },
    ],
    partialFingerprints: { [FINGERPRINT]: id },
    ...(baseline === undefined ? {} : { baselineState: baseline === 'new' ? 'new' : 'unchanged' }),
  };
}

/** SARIF §3.27.24: a result of the baseline that is not there any more. */
function toAbsent({ id, operation, clause, message }: KnownFinding): object {
  return {
    message: { text: `${clause ?? operation}: ${message}` },
    partialFingerprints: { [FINGERPRINT]: id },
    baselineState: 'absent',
  };
}

/** SARIF §3.27.17: the version of how it is worked out stands at its end. */
const FINGERPRINT = 'countersignCause/v1';

function toPhysical({ file, line, column }: SourceLocation): object {
  const artifactLocation = isUrl(file)
    ? { uri: file }
    : isAbsolute(file)
      ? { uri: pathToFileURL(file).href }
      : { uri: file.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
  return { artifactLocation, region: { startLine: line, startColumn: column } };
}

function ruleId(kind: string): string {
  return kind.replaceAll(' ', '-');
}
