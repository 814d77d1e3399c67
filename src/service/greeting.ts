import type { Contract } from '@countersign/contract';
import type { NewCampaign } from '../../generated/campaign/types.ts';
import type { NewCampaign as NewColdSendCampaign } from '../../generated/coldsend/types.ts';

export interface Running {
  /** `http://localhost:3000` */
  readonly url: string;
  readonly contracts: readonly Contract[];
  readonly operatorToken: string;
  readonly demo: Demo | undefined;
}

interface Demo {
  /** Of the Campaign API. */
  readonly apiKey: string;
  readonly coldSendKey: string;
  readonly mailboxIds: readonly string[];
}

/**
 * What a person reads when a service has started: where everything is, the credentials, and commands to paste.
 *
 * @param idempotencyKey for the request to the Campaign API in those commands
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
      : [
          ...keyLines(demo),
          ...campaignLines(`${url}${basePathOf('campaign', contracts)}`, demo, idempotencyKey),
          ...coldSendLines(`${url}${basePathOf('coldsend', contracts)}`, demo),
        ]),
    '',
  ].join('\n');
}

function keyLines({ apiKey, coldSendKey }: Demo): string[] {
  return [`  Demo API key (Campaign API)    ${apiKey}`, `  Demo API key (ColdSend API)    ${coldSendKey}`];
}

function campaignLines(baseUrl: string, { apiKey, mailboxIds }: Demo, idempotencyKey: string): string[] {
  const campaign: NewCampaign = {
    name: 'My first campaign',
    steps: [{ stepIndex: 0, subject: 'Hello', bodyHtml: '<p>Nice to meet you.</p>' }],
    mailboxIds: [...mailboxIds],
  };
  return [
    '',
    'Create a campaign. Paste it twice: the second answer is a replay of the first, and no second campaign.',
    '',
    `curl -i -w '\\n' ${baseUrl}/campaigns \\`,
    `  -H 'Authorization: Bearer ${apiKey}' \\`,
    `  -H 'Idempotency-Key: ${idempotencyKey}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(campaign)}'`,
  ];
}

function coldSendLines(baseUrl: string, { coldSendKey }: Demo): string[] {
  const campaign: NewColdSendCampaign = { name: 'My first cold campaign' };
  return [
    '',
    'Create one in the ColdSend API.',
    '',
    `curl -i -w '\\n' ${baseUrl}/campaigns \\`,
    `  -H 'X-API-Key: ${coldSendKey}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(campaign)}'`,
  ];
}

function basePathOf(name: string, contracts: readonly Contract[]): string {
  return contracts.find((contract) => contract.name === name)?.basePath ?? '';
}
