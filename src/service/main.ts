/** `npm start`: the reference service as a process. */
import process from 'node:process';
import { runService } from './command.ts';

let stop: AbortController | undefined;

process.exitCode = await runService(process.argv.slice(2), {
  folder: process.cwd(),
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
  get stopped() {
    stop ??= abortedBySignals();
    return stop.signal;
  },
});

function abortedBySignals(): AbortController {
  const controller = new AbortController();
  // Once: the second signal ends the process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller;
}
