import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './published.ts';
import { type Run, run } from './run.ts';

/** Checks the types of these files of `folder` as strictly as a consumer may. */
export async function checkTypes(folder: string, files: readonly string[]): Promise<Run> {
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files }));
  return await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')], folder);
}

const OPTIONS = {
  target: 'es2024',
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noEmit: true,
  // The generated files are imported as sources, by the name that Node wants.
  rewriteRelativeImportExtensions: true,
  // Declarations of ours that do not compile are our defect, not the consumer's to skip.
  skipLibCheck: false,
};
