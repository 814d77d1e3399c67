/** Why a file or a URL cannot be read, and what to do about it. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ContractProblem, isUrl, nearest } from '@countersign/contract';
import { displayPath } from './display-path.ts';

/** A document that cannot be had. */
export class UnreadableSource extends Error {
  override readonly name = 'UnreadableSource';
  /** What to do about it. */
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

export const FILE_RULE = 'contract-file';

/** What is told of the file or URL `place`, which `error` keeps from being read. */
export function whyUnreadable(place: string, error: unknown): Pick<ContractProblem, 'message' | 'remedy'> {
  if (error instanceof UnreadableSource) return { message: error.message, remedy: error.remedy };
  if (isUrl(place)) return { message: `cannot be read: ${textOf(error)}`, remedy: 'is the URL right?' };
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined)
    return { message: 'there is no such file', remedy: otherFile(place) ?? 'is the path right?' };
  if (stats.isDirectory()) return { message: 'it is a folder', remedy: fileIn(place) };
  return { message: `cannot be read: ${textOf(error)}`, remedy: 'may this process read it?' };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The file that is most likely meant by a path at which there is none, as a question. */
export function otherFile(path: string): string | undefined {
  const [folder, name] = [dirname(path), basename(path)];
  const names = listed(folder);
  if (names !== undefined) return asked(folder, nearest(name, names));
  // The folder may be what is mistyped.
  const other = nearest(basename(folder), listed(dirname(folder)) ?? []);
  if (other === undefined) return undefined;
  const near = join(dirname(folder), other);
  return asked(near, nearest(name, listed(near) ?? []));
}

function asked(folder: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `is ${displayPath(join(folder, name))} meant?`;
}

/** The file that is most likely meant by its folder. */
function fileIn(folder: string): string {
  const root = listed(folder)?.find((name) => /^(openapi|api|swagger)\.(ya?ml|json)$/.test(name));
  return root === undefined
    ? 'give the file in it that begins with openapi:'
    : `is ${displayPath(join(folder, root))} meant?`;
}

function listed(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
