import { describe, expect, test } from 'vitest';
import { CSV_LIMITS } from '../../../src/service/csv/limits.ts';
import { type ProspectsOptions, readProspects } from '../../../src/service/csv/read-prospects.ts';
import { UnreadableFile } from '../../../src/service/csv/unreadable-file.ts';

const FIELDS = ['first_name', 'last_name', 'company'] as const;
type Field = (typeof FIELDS)[number];

const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text);

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function read(file: string | Uint8Array, options: Partial<ProspectsOptions<Field>> = {}, chunkSize = 7) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  return all(readProspects(chunked(bytes, chunkSize), { fields: FIELDS, isEmail, ...options }));
}

async function refusal(file: string | Uint8Array, options: Partial<ProspectsOptions<Field>> = {}) {
  const error: unknown = await read(file, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof UnreadableFile)) throw new Error(`read to the end: ${JSON.stringify(error)}`);
  return error.facts;
}

test('fields are found by their names, and every other column is custom', async () => {
  const rows = await read('Email,First Name,company,Plan\nmira@example.org,Mira,Example Org,team\n');

  expect(rows).toEqual([
    {
      line: 2,
      email: 'mira@example.org',
      fields: { first_name: 'Mira', company: 'Example Org' },
      custom: { Plan: 'team' },
    },
  ]);
});

test('a mapping says which header a field is under', async () => {
  const rows = await read('E-Mail (work),Given name,email\nmira@example.org,Mira,mira@home.example\n', {
    mapping: { email: 'E-Mail (work)', first_name: 'Given name' },
  });

  expect(rows).toEqual([
    {
      line: 2,
      email: 'mira@example.org',
      fields: { first_name: 'Mira' },
      custom: { email: 'mira@home.example' },
    },
  ]);
});

test('what is empty is left out, and a row may end early or late', async () => {
  const rows = await read('email,company,plan\na@x.org\nb@x.org,,\nc@x.org, ,team,,\n');

  expect(rows).toEqual([
    { line: 2, email: 'a@x.org', fields: {}, custom: {} },
    { line: 3, email: 'b@x.org', fields: {}, custom: {} },
    { line: 4, email: 'c@x.org', fields: {}, custom: { plan: 'team' } },
  ]);
});

test('a header is data, whatever it spells', async () => {
  const [row] = await read('email,__proto__,constructor\na@x.org,1,2\n');

  expect(row).toHaveProperty(
    'custom',
    Object.fromEntries([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]),
  );
});

describe('lines', () => {
  test.for([
    { ends: 'LF', end: '\n' },
    { ends: 'CRLF', end: '\r\n' },
  ])('are those of the file: empty ones and those within quotes count ($ends)', async ({ end }) => {
    const file = ['', 'email,note', '', 'a@x.org,"one', '', 'three"', ',,', 'b@x.org,""', 'c@x.org'].join(
      end,
    );

    expect(await read(file)).toMatchObject([
      { line: 4, email: 'a@x.org', custom: { note: `one${end}${end}three` } },
      { line: 8, email: 'b@x.org' },
      { line: 9, email: 'c@x.org' },
    ]);
  });
});

describe('a row that is refused says why, and the others are read', () => {
  test.for([
    { row: 'nobody', error: { code: 'invalid_email', email: 'nobody' } },
    { row: ',Mira', error: { code: 'missing_email' } },
    { row: 'A@X.org,Again', error: { code: 'duplicate_email', email: 'A@X.org', firstLine: 2 } },
    { row: 'c@x.org,Mira,more', error: { code: 'too_many_cells', cells: 3, columns: 2 } },
  ])('$row', async ({ row, error }) => {
    const rows = await read(`email,first_name\na@x.org,Ann\n${row}\nb@x.org,Ben\n`);

    expect(rows).toMatchObject([{ email: 'a@x.org' }, { line: 3, error }, { line: 4, email: 'b@x.org' }]);
  });

  test('a row that was refused is not what a later one repeats', async () => {
    const rows = await read('email,first_name\na@x.org,Ann,more\na@x.org,Ann\n');

    expect(rows).toMatchObject([{ error: { code: 'too_many_cells' } }, { line: 3, email: 'a@x.org' }]);
  });
});

describe('quotes', () => {
  test('in a cell that does not begin with one stand for themselves', async () => {
    const rows = await read('email,company\na@x.org,Ann "The" Smith Inc\nb@x.org,next\n');

    expect(rows).toMatchObject([
      { fields: { company: 'Ann "The" Smith Inc' } },
      { fields: { company: 'next' } },
    ]);
  });

  test('that never close end the reading at the row they open in', async () => {
    const rows = readProspects(chunked(Buffer.from('email,note\na@x.org,ok\nb@x.org,"oh\nc@x.org,no\n'), 4), {
      fields: FIELDS,
      isEmail,
    });

    expect(await rows.next()).toMatchObject({ value: { line: 2, email: 'a@x.org' } });
    await expect(rows.next()).rejects.toMatchObject({ facts: { code: 'unclosed_quote', line: 3 } });
  });
});

describe('encodings', () => {
  const HEADER = 'email,first_name\n';

  test.for([1, 2, 3, 1000])('UTF-8 is read with its byte-order mark, in chunks of %i bytes', async (size) => {
    const rows = await read(`\uFEFF${HEADER}a@x.org,Ænn 🙂\n`, {}, size);

    expect(rows).toMatchObject([{ email: 'a@x.org', fields: { first_name: 'Ænn 🙂' } }]);
  });

  test.for([
    {
      what: 'UTF-16 with its mark',
      code: 'utf16',
      file: Buffer.from(`\uFEFF${HEADER}a@x.org,Ann\n`, 'utf16le'),
    },
    {
      what: 'UTF-16 without a mark',
      code: 'not_utf8',
      file: Buffer.from(`${HEADER}a@x.org,Ann\n`, 'utf16le'),
    },
    { what: 'Latin-1', code: 'not_utf8', file: Buffer.from(`${HEADER}a@x.org,Ænn\n`, 'latin1') },
    {
      what: 'half a character at the end',
      code: 'not_utf8',
      file: Buffer.from(`${HEADER}a@x.org,🙂`).subarray(0, -1),
    },
  ])('$what is refused', async ({ file, code }) => {
    expect(await refusal(file)).toEqual({ code });
  });
});

describe('a file is refused', () => {
  test.for([
    { what: 'without a header row', file: '', facts: { code: 'no_header' } },
    { what: 'with nothing but empty lines', file: '\n,,\n', facts: { code: 'no_header' } },
    {
      what: 'without a column of e-mail addresses',
      file: 'name,phone\nMira,1\n',
      facts: { code: 'missing_column', field: 'email', header: undefined, headers: ['name', 'phone'] },
    },
    {
      what: 'with two columns of one name',
      file: 'email,plan,plan\n',
      facts: { code: 'duplicate_column', header: 'plan' },
    },
  ])('$what', async ({ file, facts }) => {
    expect(await refusal(file)).toEqual(facts);
  });

  test('that lacks a column which the mapping names', async () => {
    expect(await refusal('email,name\n', { mapping: { company: 'Firm' } })).toEqual({
      code: 'missing_column',
      field: 'company',
      header: 'Firm',
      headers: ['email', 'name'],
    });
  });

  test('whose mapping names a column twice', async () => {
    const mapping = { first_name: 'name', last_name: 'name' };

    expect(await refusal('email,name\n', { mapping })).toEqual({ code: 'duplicate_column', header: 'name' });
  });

  test.for([
    { limit: { fileSize: 30 }, facts: { code: 'too_large', limit: 30 } },
    { limit: { rows: 1 }, facts: { code: 'too_many_rows', limit: 1 } },
    { limit: { rowSize: 20 }, facts: { code: 'row_too_long', line: 3, limit: 20 } },
  ])('beyond a limit: $facts.code', async ({ limit, facts }) => {
    const file = 'email,note\na@x.org,1\nb@x.org,a longer remark\n';

    expect(await refusal(file, { limits: { ...CSV_LIMITS, ...limit } })).toEqual(facts);
  });
});

describe('while a file comes in', () => {
  /** Counts the chunks that have been asked for, and whether the source has been let go. */
  function watched(file: string) {
    const watch = { chunks: 0, released: false };
    const source = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of chunked(Buffer.from(file), 1024)) {
          watch.chunks++;
          yield chunk;
        }
      } finally {
        watch.released = true;
      }
    };
    return { watch, source: source() };
  }

  test('no more of it is taken than the rows that are asked for need', async () => {
    const lines = Array.from(
      { length: 9_000 },
      (_, index) => `person${index}@example.org,${'x'.repeat(100)}`,
    );
    const { watch, source } = watched(`email,note\n${lines.join('\n')}\n`);

    const rows = readProspects(source, { fields: FIELDS, isEmail });
    await rows.next();

    expect(watch.chunks).toBeLessThan(100);
    await rows.return();
    expect(watch.released).toBe(true);
  });

  test('what its source throws is thrown on', async () => {
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('email\na@x.org\n');
      throw new Error('the upload was cut off');
    };

    const reading = all(readProspects(source(), { fields: FIELDS, isEmail }));

    await expect(reading).rejects.toThrow('the upload was cut off');
  });
});

test('10,000 rows with 1 % bad ones: each of the bad ones is named, and all the others are there', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    index % 100 === 57 ? `person${index}.example.org,bad` : `person${index}@example.org,"Person, ${index}"`,
  );

  const items = await read(`email,first_name\r\n${rows.join('\r\n')}\r\n`, {}, 16 * 1024);

  const bad = items.filter((row) => 'error' in row);
  expect(items).toHaveLength(10_000);
  expect(bad).toHaveLength(100);
  expect(bad[0]).toEqual({ line: 59, error: { code: 'invalid_email', email: 'person57.example.org' } });
  expect(bad.at(-1)).toMatchObject({ line: 9_959 });
  expect(items.at(-1)).toEqual({
    line: 10_001,
    email: 'person9999@example.org',
    fields: { first_name: 'Person, 9999' },
    custom: {},
  });
});
