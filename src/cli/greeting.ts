import type { NewCampaign } from '../../generated/campaign/types.ts';
import type { Contract } from '../contract/contract.ts';

export interface Running {
  /** `http://localhost:3000` */
  readonly url: string;
  readonly contracts: readonly Contract[];
  readonly operatorToken: string;
  readonly demo: { readonly apiKey: string; readonly mailboxIds: readonly string[] } | undefined;
}

/**
 * What a person reads when a service has started: where everything is, the credentials, and a command to paste.
 *
 * @param idempotencyKey for the request in that command
 */
export function greeting({ url, contracts, operatorToken, demo }: Running, idempotencyKey: string): string {
  return [
    '',
    'Countersign is running. Ctrl+C stops it.',
    ...contracts.flatMap(({ name, title, basePath }) => [
      '',
      `  ${title}`,
      `    API       ${url}${basePath}`,
      `    docs      ${url}/docs/${name}`,
      `    contract  ${url}/openapi/${name}.json`,
    ]),
    '',
    `  Operator token (Settings API)  ${operatorToken}`,
    ...(demo === undefined
      ? []
      : demoLines(`${url}${basePathOf('campaign', contracts)}`, demo, idempotencyKey)),
    '',
  ].join('\n');
}

function demoLines(baseUrl: string, demo: NonNullable<Running['demo']>, idempotencyKey: string): string[] {
  const campaign: NewCampaign = {
    name: 'My first campaign',
    steps: [{ stepIndex: 0, subject: 'Hello', bodyHtml: '<p>Nice to meet you.</p>' }],
    mailboxIds: [...demo.mailboxIds],
  };
  return [
    `  Demo API key (Campaign API)    ${demo.apiKey}`,
    '',
    'Create a campaign. Paste it twice: the second answer is a replay of the first, and no second campaign.',
    '',
    `curl -i -w '\\n' ${baseUrl}/campaigns \\`,
    `  -H 'Authorization: Bearer ${demo.apiKey}' \\`,
    `  -H 'Idempotency-Key: ${idempotencyKey}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(campaign)}'`,
  ];
}

function basePathOf(name: string, contracts: readonly Contract[]): string {
  return contracts.find((contract) => contract.name === name)?.basePath ?? '';
}
