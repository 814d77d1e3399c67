/** `npm run bench` lists the benches; `npm run bench -- verify` runs one. */

interface Bench {
  readonly about: string;
  readonly run: () => Promise<void>;
}

const benches: Readonly<Record<string, Bench>> = {
  boot: {
    about: 'time and memory that a server of 10, 100 and 1,000 operations takes to start',
    run: async () => (await import('./boot/bench.ts')).benchBoot(),
  },
  install: {
    about:
      'size, packages and import time of each package, installed from the registry; size of this repository',
    run: async () => (await import('./install/bench.ts')).benchInstall(),
  },
  verify: {
    about: 'cases a second, time to the first case, planning of a large contract',
    run: async () => (await import('./verify/bench.ts')).benchVerify(),
  },
};

const [name = ''] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
  const list = Object.entries(benches).map(([each, { about }]) => `  ${each.padEnd(8)} ${about}`);
  console.log(['npm run bench -- <name>', '', ...list].join('\n'));
  process.exitCode = name === '' ? 0 : 2;
} else await bench.run();
