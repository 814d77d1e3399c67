import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { newFile } from '../storage/storage-fixture.ts';
import { isBadRow, PEOPLE_ROWS } from './outreach-values.ts';

const program = join(import.meta.dirname, 'import-program.ts');

/**
 * Runs the program until it has processed so many rows, and kills it there; to its end if it never says so.
 *
 * @returns how many rows it had processed, as far as it said
 */
async function run(file: string, killAt: number): Promise<{ processed: number; signal: unknown }> {
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let processed = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    processed = Number(line);
    if (processed >= killAt) child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  return { processed, signal };
}

function query(file: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

it('an import that is killed twice enrolls each row once, and misses none', { timeout: 60_000 }, async () => {
  const file = newFile();
  const first = await run(file, PEOPLE_ROWS / 4);
  const second = await run(file, PEOPLE_ROWS / 2);
  expect([first.signal, second.signal]).toEqual(['SIGKILL', 'SIGKILL']);
  // It went on where it was: what was stored is not read as new.
  expect(second.processed).toBeGreaterThan(first.processed);
  const [half] = query(file, 'select status, processed, succeeded, failed from jobs');
  expect(half).toMatchObject({ status: 'in_progress' });
  expect(half?.['processed']).toBeLessThan(PEOPLE_ROWS);
  expect(query(file, 'select count(*) as people from enrollments')).toEqual([
    { people: half?.['succeeded'] },
  ]);

  expect(await run(file, Infinity)).toMatchObject({ signal: null });
  const rows = Array.from({ length: PEOPLE_ROWS }, (_, row) => row);
  const good = rows.filter((row) => !isBadRow(row)).map((row) => `person${row}@example.org`);
  const emails = query(file, 'select email from enrollments join prospects on prospects.id = prospect_id');
  expect(emails.map(({ email }) => String(email)).sort()).toEqual(good.toSorted());
  const counts = {
    status: 'completed',
    total: 10_000,
    processed: 10_000,
    succeeded: 9900,
    skipped: 0,
    failed: 100,
  };
  expect(query(file, 'select status, total, processed, succeeded, skipped, failed from jobs')).toEqual([
    counts,
  ]);
  expect(query(file, 'select enrolled from campaigns')).toEqual([{ enrolled: 9900 }]);
  const told = query(file, "select json_extract(result, '$.line') as line from job_results order by place");
  expect(told.map(({ line }) => line)).toEqual(rows.filter(isBadRow).map((row) => row + 2));
  expect(query(file, 'select count(*) as pieces from job_files')).toEqual([{ pieces: 0 }]);
});
