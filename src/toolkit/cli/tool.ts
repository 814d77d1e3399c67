import { createRequire } from 'node:module';
import type { Tool } from '@countersign/verify';

/** This package, by its own package.json, which lies elsewhere as seen from a source than from what is built of it. */
export function thisTool(): Tool {
  const { name, version }: Tool = createRequire(import.meta.url)('countersign/package.json');
  return { name, version };
}
