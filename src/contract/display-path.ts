import { relative } from 'node:path';

/** A path as the reader would type it: relative to the working folder where it lies below. */
export function displayPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path === '' || path.startsWith('..') ? file : path;
}
