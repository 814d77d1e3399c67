#!/usr/bin/env node
import process from 'node:process';

/** As `engines` in package.json has it; Redocly and Vitest start with this version, too. */
const OLDEST_NODE = { major: 22, minor: 12 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor)) {
  const oldest = `${OLDEST_NODE.major}.${OLDEST_NODE.minor}`;
  process.stderr.write(`countersign needs Node ${oldest} or newer; this is ${process.version}.\n`);
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
