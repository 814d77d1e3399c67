import { loadContract } from '../contract/load.ts';
import { renderText } from '../verify/report/render-text.ts';
import { defineCommand } from './command.ts';
import { chooseContracts, loadConfig, requireFile } from './load-config.ts';
import { verifyOptions } from './verify-options.ts';
import { openTarget } from './verify-target.ts';

export const verify = defineCommand({
  arguments: '[name...]',
  maxArguments: Number.POSITIVE_INFINITY,
  summary: 'Ask a running server everything that a contract promises, and tell where it differs',
  details: 'Without --url it starts the server that countersign.config.ts names, and ends it afterwards.',
  options: {
    url: {
      type: 'string',
      value: '<base URL>',
      description: "Where the contract's paths begin, base path included",
    },
    auth: {
      type: 'list',
      value: '[ROLE:]SCHEME=VALUE',
      description: 'A credential; ROLE is default, limited or stranger',
    },
    mock: { type: 'boolean', description: 'Verify a mock of the contract' },
    operation: { type: 'list', value: '<operationId>', description: 'Only this operation' },
    seed: {
      type: 'integer',
      value: '<number>',
      min: 0,
      max: 2 ** 31 - 1,
      default: 1,
      description: 'Same seed, same cases',
    },
  },
  example: 'countersign verify campaign --url http://localhost:3000/api/v1 --auth apiKey=wsk_…',
  async run({ url, auth, mock, operation, seed }, names, terminal) {
    const config = await loadConfig(terminal.folder);
    const { verify: runVerify } = await import('../verify/verify.ts');
    let errors = 0;
    for (const configured of chooseContracts(config, names)) {
      const { name, scenarios } = configured;
      for (const file of scenarios) requireFile(file, `contracts.${name}.scenarios`);
      const contract = await loadContract(configured.contract, { name });
      const target = await openTarget(configured, contract, { url, auth, mock });
      try {
        const chosen = operation.length === 0 ? {} : { operations: (id: string) => operation.includes(id) };
        const options = { ...verifyOptions(target, scenarios), ...chosen, seed };
        const report = await runVerify(contract, options, undefined, terminal.stopped);
        terminal.print(renderText(report));
        errors += report.findings.filter(({ severity }) => severity === 'error').length;
      } finally {
        await target.close();
      }
    }
    return errors === 0 ? 0 : 1;
  },
});
