/** `npm run build`, and what each package runs before it is packed: `src/<package>/dist` from its sources, and only from them. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

// `--noCheck` and the like go through to the compiler.
const args = ['--build', 'tsconfig.build.json', ...process.argv.slice(2)];
const { status } = spawnSync('tsc', args, { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;

// The compiler leaves what it made of a source that has since been renamed, and npm would pack it.
for (const built of globSync('src/*/dist/**/*.{js,d.ts}', { cwd: ROOT })) {
  const source = built.replace(/\/dist\//, '/').replace(/\.(d\.ts|js)$/, '.ts');
  if (!existsSync(join(ROOT, source))) rmSync(join(ROOT, built));
}
