import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ContractError, contractProblems, describeProblem } from '../../../src/contract/exports.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';

/** What is told of a contract in these files, their folder taken out of the words. */
export async function toldOf(
  files: Readonly<Record<string, string>>,
  root = 'openapi.yaml',
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const plain = (text: string): string => text.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER');
  try {
    return contractProblems(await loadContract(join(folder, root)))
      .map(describeProblem)
      .map(plain);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.problems.map(describeProblem).map(plain);
  }
}
