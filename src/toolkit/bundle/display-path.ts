import { relative } from 'node:path';
import { isUrl } from '@countersign/contract';

/** A path as the reader would type it: relative to the working folder where it lies below; a URL as it is. */
export function displayPath(file: string): string {
  if (isUrl(file)) return file;
  const path = relative(process.cwd(), file);
  return path === '' || path.startsWith('..') ? file : path;
}
