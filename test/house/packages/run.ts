/** Processes as a user would start them: nothing of this test run reaches them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `command` to its end. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<Run> {
  const child = spawn(command, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  await once(child, 'close');
  return { code: child.exitCode, ...output };
}

/** @throws {Error} with what it printed, if it ends with anything but 0 */
export async function runOrThrow(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, cwd);
  if (code === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
}

/** Starts what serves until it is stopped, and waits for its first line. */
export async function serve(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<() => Promise<void>> {
  const child = spawn(command, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const ended = once(child, 'close');
  const started = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!started) throw new Error(`${args.join(' ')} ended with ${child.exitCode}:\n${output.stderr}`);
  return async () => {
    child.kill();
    await ended;
  };
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return output;
}

/**
 * Vitest and npm tell what they start by many variables, which Node, npm and another Vitest obey. How the registry is
 * reached stays.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !SET_BY_A_RUN.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}

const SET_BY_A_RUN =
  /^(npm_(?!config_)|npm_config_(.*prefix|workspace)|vitest|NODE_(OPTIONS|ENV|PATH)$|(FORCE_COLOR|DEV|PROD|MODE|SSR|TEST|BASE_URL)$)/i;
