import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testService } from '../../support/service.ts';

/** Milliseconds: `redocly respect` starts slowly, and one scenario waits until an end date has passed. */
const SLOW = 180_000;

/** Milliseconds from now to an end date that is to pass during the run, but not before it is set. */
const SOON = 15_000;

const redocly = fileURLToPath(new URL('../../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));

let service: Awaited<ReturnType<typeof testService>>;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a file of scenarios, unchanged, as its own description says. */
function respect(file: string): Promise<Run> {
  const base = `http://127.0.0.1:${service.port}`;
  const soon = new Date(Date.now() + SOON).toISOString();
  const args = [
    redocly,
    'respect',
    file,
    '--server',
    `campaign=${base}/api/v1,coldsend=${base}/api/public/v1,settings=${base}/settings/v1`,
    '--input',
    `operatorToken=${service.operatorToken},soon=${soon}`,
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', NO_COLOR: '1' };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { env, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, output: stdout + stderr });
      },
    );
  });
}

test.concurrent.each(['campaign', 'coldsend', 'settings'])(
  'the scenarios of the %s contract run with redocly respect',
  async (name) => {
    const { code, output } = await respect(`openapi/${name}/scenarios.arazzo.yaml`);
    expect(code, output.slice(-5000)).toBe(0);
    expect(output).toMatch(/Workflows: \d+ passed, \d+ total/);
    expect(service.logged).toEqual([]);
  },
  SLOW,
);
