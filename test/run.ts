/**
 * `npm test`: the checks of the sources, one after another, beside the tests, so that no core is idle. What a check
 * that fails has to say comes last; where all pass, what Vitest says does.
 *
 * Arguments are those of Vitest: `npm test -- test/server`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/** Scripts of package.json, the quickest first. */
const CHECKS = [
  { name: 'lint', script: ['lint'] },
  { name: 'types', script: ['typecheck'] },
  { name: 'drift of generated/', script: ['generate', '--', '--check'] },
];

interface Check {
  readonly name: string;
  readonly hasPassed: boolean;
  /** What it printed. */
  readonly output: string;
}

// What stands on a pipe is in plain colours, unless it is told that a terminal is at the end.
const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;

const [checks, haveTestsPassed] = await Promise.all([runChecks(), runTests(process.argv.slice(2))]);
const failed = checks.filter(({ hasPassed }) => !hasPassed);
for (const { name, output } of failed) print(`\n── ${name} ──\n${output.trimEnd()}`);
if (failed.length > 0) {
  const names = [...failed.map(({ name }) => name), ...(haveTestsPassed ? [] : ['tests'])];
  print(`\nFailed: ${names.join(', ')}.`);
}
process.exitCode = failed.length === 0 && haveTestsPassed ? 0 : 1;

async function runChecks(): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { name, script } of CHECKS) {
    const begun = performance.now();
    const child = start(['--run', ...script]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const hasPassed = await succeeds(child);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    print(`── ${name}: ${hasPassed ? 'passed' : 'FAILED, as told at the end'} (${seconds} s) ──`);
    checks.push({ name, hasPassed, output });
  }
  return checks;
}

/** What Vitest prints is seen at once. On a terminal it would redraw lines, between which the checks print theirs. */
async function runTests(args: readonly string[]): Promise<boolean> {
  const child = start(['node_modules/vitest/vitest.mjs', 'run', ...args]);
  child.stdout?.pipe(process.stdout, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  return await succeeds(child);
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function succeeds(child: ChildProcess): Promise<boolean> {
  const [code] = await once(child, 'close');
  return code === 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
