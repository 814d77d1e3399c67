import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import type { Tool } from '../verify/report/tool.ts';

/** This package, by its own package.json. */
export function thisTool(): Tool {
  const file = findPackageJSON('..', import.meta.url);
  const { name, version }: Tool = JSON.parse(readFileSync(String(file), 'utf8'));
  return { name, version };
}
