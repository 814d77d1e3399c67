import type { Contract, Operation } from '@countersign/contract';
import { GENERATED_BY } from './generated-by.ts';

/**
 * The TypeScript source of a contract's operation table: what a client or a reader needs to know of each
 * operation at run time, by `operationId`.
 */
export function writeOperationTable(contract: Contract): string {
  return [
    GENERATED_BY,
    `export const basePath = ${JSON.stringify(contract.basePath)};\n`,
    'export const operations = {',
    ...contract.operations.flatMap((operation) => [
      `  ${JSON.stringify(operation.id)}: {`,
      ...Object.entries(toRow(operation)).map(([key, value]) => `    ${key}: ${JSON.stringify(value)},`),
      '  },',
    ]),
    '} as const;\n',
  ].join('\n');
}

function toRow(operation: Operation) {
  const statuses = operation.responses.map(({ status }) => status);
  return {
    method: operation.method,
    path: operation.path,
    summary: operation.summary ?? '',
    idempotent: operation.idempotent,
    /** In OpenAPI's own form: alternatives, each a mapping from scheme to scopes. */
    security: operation.security.map((alternative) =>
      Object.fromEntries(alternative.map(({ scheme, scopes }) => [scheme, scopes])),
    ),
    successes: statuses.filter((status) => status.startsWith('2')),
    refusals: statuses.filter((status) => !status.startsWith('2')),
  };
}
