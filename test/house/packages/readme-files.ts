import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedPackages, ROOT } from './published.ts';

/** The READMEs whose examples are one project: the repository's, and that of each package. */
export const readmes: readonly string[] = [ROOT, ...publishedPackages.map(({ source }) => source)].map(
  (folder) => join(folder, 'README.md'),
);

/** The code blocks of a README that carry a file's name: name → content. */
export function filesOf(readme: string): ReadonlyMap<string, string> {
  const blocks = readFileSync(readme, 'utf8').matchAll(/^```\w+ (\S+\.\w+)\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, name = '', source = '']) => [name, source]));
}
