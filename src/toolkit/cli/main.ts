#!/usr/bin/env node
import process from 'node:process';

/** `node:sqlite` without a flag, type stripping and the fetch API as it is used here start with this version. */
const OLDEST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(`countersign needs Node ${OLDEST_NODE} or newer; this is ${process.version}.\n`);
  process.exit(2);
}

// Imported only now: on an older Node the import itself would fail, and less clearly.
const [{ run }, { screen }] = await Promise.all([import('./run.ts'), import('./screen.ts')]);

let stop: AbortController | undefined;

process.exitCode = await run(process.argv.slice(2), {
  folder: process.cwd(),
  env: process.env,
  ...screen(process.stdout, process.stderr),
  // A command that does not ask for it is ended by Ctrl+C at once.
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
