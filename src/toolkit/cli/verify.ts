import type { Contract } from '@countersign/contract';
import { ContractError } from '@countersign/contract';
import { CONCURRENCY, phases } from '@countersign/verify';
import { loadContract } from '../bundle/load-contract.ts';
import { requireFile } from '../config/load-config.ts';
import { allowRemoteOption } from './allow-remote-option.ts';
import { chooseCases } from './choose-cases.ts';
import { defineCommand, type ExitCode } from './command.ts';
import { tellFaults } from './contract-faults.ts';
import { readDuration } from './duration.ts';
import { type FoundContract, findContracts } from './find-contracts.ts';
import { readAuth } from './read-auth.ts';
import { readHeaders } from './read-headers.ts';
import { checkName, formatNames, readReports } from './read-reports.ts';
import { readShard } from './read-shard.ts';
import { UsageError } from './usage-error.ts';
import { verifyContract } from './verify-contract.ts';
import { verifyOptions } from './verify-options.ts';
import { openTarget } from './verify-target.ts';
import { prepareFiles } from './write-reports.ts';

export const verify = defineCommand({
  arguments: '[contract...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Ask a running server everything that a contract promises, and tell where it differs',
  details: [
    'A contract is a file, a URL, or a name of countersign.config.ts; without one it does all of the config.',
    'Without --url it starts the server that the config names, and ends it afterwards.',
    'Exit codes: 0 fine; 1 findings, or too little covered; 2 a mistake in how it was called, an unusable contract, or interrupted.',
  ].join('\n'),
  options: {
    url: {
      type: 'string',
      value: '<base URL>',
      description: "Where the contract's paths begin, base path included",
    },
    auth: {
      type: 'list',
      value: '[ROLE:]SCHEME=VALUE',
      description: 'A credential; ROLE is default, limited or otherTenant',
    },
    header: { type: 'list', value: "'Name: value'", description: 'Sent with every request' },
    mock: { type: 'boolean', description: 'Verify a mock of the contract' },
    phase: { type: 'list', value: '<phase>', description: `Only this phase: ${phases.join(', ')}` },
    operation: { type: 'list', value: '<operationId>', description: 'Only this operation' },
    tag: { type: 'list', value: '<tag>', description: 'Only the operations with this tag' },
    skip: { type: 'list', value: '<name>', description: 'Leave out this phase, operation or tag' },
    time: {
      type: 'string',
      value: '<duration>',
      description: 'End after this time (60s, 5m); what the other cases leave of it goes to random ones',
    },
    concurrency: {
      type: 'integer',
      value: '<number>',
      min: 1,
      max: 1_000,
      default: CONCURRENCY,
      description: 'Requests under way at once',
    },
    rate: {
      type: 'integer',
      value: '<number>',
      min: 1,
      max: 1_000_000,
      description: 'Most requests a second',
    },
    seed: {
      type: 'integer',
      value: '<number>',
      min: 0,
      max: 2 ** 31 - 1,
      default: 1,
      description: 'Same seed, same cases',
    },
    'run-id': {
      type: 'string',
      value: '<text>',
      description: 'Stands in each text that must be unique; seed and run of a report repeat it',
    },
    shard: { type: 'string', value: '<n/of>', description: 'Only a part of the cases: 1/4' },
    bail: { type: 'boolean', description: 'End at the first finding' },
    report: {
      type: 'list',
      value: '<format>=<file>',
      description: `Write a report: ${formatNames.join(', ')}`,
    },
    'show-secrets': { type: 'boolean', description: 'Do not mask credentials in reports' },
    'min-coverage': {
      type: 'integer',
      value: '<percent>',
      min: 0,
      max: 100,
      description: 'Exit with 1 if fewer of the clauses are covered',
    },
    baseline: {
      type: 'string',
      value: '<file>',
      description: 'A JSON report; what it has found does not fail, and what is fixed is named',
    },
    ...allowRemoteOption,
  },
  example:
    'countersign verify campaign --url http://localhost:3000/api/v1 --auth apiKey=wsk_… --report html=report.html',
  async run(values, names, terminal) {
    const isReport = (name: string): boolean => values.report.length > 0 && REPORT.test(name);
    const found = await findContracts(
      terminal.folder,
      names.filter((name) => !isReport(name)),
    );
    const outcome = {
      // `--report json=F html=F` reads as one option with two values.
      reports: readReports([...values.report, ...names.filter(isReport)], terminal.folder, found.length),
      baseline: values.baseline,
      minCoverage: values['min-coverage'],
      showSecrets: values['show-secrets'],
    };
    if (values.baseline !== undefined) checkName('--baseline', values.baseline, found.length);
    const shard = values.shard === undefined ? {} : { shard: readShard(values.shard) };
    if (values.shard !== undefined && outcome.minCoverage !== undefined) {
      throw new UsageError('--min-coverage goes with a whole run: a shard covers a part.');
    }
    const contracts = await Promise.all(
      found.map((foundContract) => load(foundContract, values['allow-remote'])),
    );
    const time = values.time === undefined ? undefined : readDuration('time', values.time);
    const settings = {
      ...chooseCases(
        { ...values, time },
        contracts.map(({ contract }) => contract),
      ),
      ...shard,
      ...(time === undefined ? {} : { time }),
      ...(values.rate === undefined ? {} : { rate: values.rate }),
      seed: values.seed,
      runId: values['run-id'] === undefined ? Date.now().toString(36) : readRunId(values['run-id']),
      bail: values.bail,
      concurrency: values.concurrency,
    };
    const headers = readHeaders(values.header);
    const schemes = contracts.flatMap(({ contract }) => [...contract.securitySchemes.keys()]);
    const roles = values.auth.length === 0 ? undefined : readAuth(values.auth, [...new Set(schemes)]);
    for (const { contract } of contracts) await prepareFiles(outcome.reports, contract.name);
    const codes: ExitCode[] = [];
    for (const { name, targets, scenarios, contract } of contracts) {
      const found = { name: name ?? contract.name, targets };
      tellFaults(contract, found.name, terminal);
      const target = await openTarget(found, contract, { ...values, roles });
      const scheme = values.url !== undefined && roles === undefined ? schemeAskedFor(contract) : undefined;
      if (scheme !== undefined) {
        terminal.tell(`${found.name} asks for credentials, and none is given: --auth ${scheme}=VALUE`);
      }
      try {
        const options = { ...verifyOptions(target, scenarios, headers), ...settings };
        const { code, ended } = await verifyContract(contract, options, outcome, terminal);
        codes.push(code);
        if (ended === 'interrupted') break;
      } finally {
        await target.close();
      }
    }
    return codes.find((code) => code === 1) ?? codes.find((code) => code === 2) ?? 0;
  },
});

/** The security scheme that the first operation asks for that cannot do without. */
function schemeAskedFor({ operations }: Contract): string | undefined {
  const guarded = operations.find(
    ({ security }) => security.length > 0 && security.every((alternative) => alternative.length > 0),
  );
  return guarded?.security[0]?.[0]?.scheme;
}

/** A target that keeps its data refuses names that it has seen; the cases are the same all the same. */
function readRunId(text: string): string {
  if (/^[a-z0-9]{1,16}$/i.test(text)) return text;
  throw new UsageError(`--run-id takes up to 16 letters and digits, got "${text}".`);
}

const REPORT = new RegExp(`^(${formatNames.join('|')})=`);

async function load(found: FoundContract, allowRemote: boolean) {
  const { name, contract: source, scenarios } = found;
  for (const file of scenarios) requireFile(file, `contracts.${name}.scenarios`);
  try {
    const contract = await loadContract(source, { allowRemote, name });
    return { ...found, contract };
  } catch (error) {
    // Nothing has been asked yet: it is no finding against the target.
    throw error instanceof ContractError ? new UsageError(error.message) : error;
  }
}
