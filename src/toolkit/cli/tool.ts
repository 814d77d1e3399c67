import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import type { Tool } from '@countersign/verify';

/** This package, by its own package.json. */
export function thisTool(): Tool {
  const file = findPackageJSON('..', import.meta.url);
  const { name, version }: Tool = JSON.parse(readFileSync(String(file), 'utf8'));
  return { name, version };
}
