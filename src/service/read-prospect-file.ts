/** The domain's reader of files with people in them: `src/csv`. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ProspectRow, type RefusedRow, readProspects } from './csv/read-prospects.ts';
import { type UnreadableFacts, UnreadableFile } from './csv/unreadable-file.ts';
import type {
  ColumnMapping,
  FileProblem,
  FileRow,
  ReadProspectFile,
  RefusedFileRow,
} from './outreach/prospect-file.ts';
import { Refusal } from './outreach/refusal.ts';

const FIELDS = ['firstName', 'lastName', 'company'] as const;

/** Before the name of a custom field that the mapping asks for: it may be called as a field is. */
const CUSTOM = 'custom:';

/** The addresses that contracts take: `format: email`. */
const isEmail = addFormats.default(new Ajv2020()).compile({ type: 'string', format: 'email' });

export const readProspectFile: ReadProspectFile = async function* (bytes, mapping) {
  const customFields = Object.keys(mapping.customFields).map((name) => CUSTOM + name);
  const fields: readonly string[] = [...FIELDS, ...customFields];
  try {
    for await (const row of readProspects(bytes, { fields, isEmail, mapping: columnsOf(mapping) })) {
      yield 'error' in row ? refusedRow(row) : fileRow(row);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new Refusal({ code: 'unreadable_file', problem: problemOf(error.facts) });
  }
};

function columnsOf({ fields, customFields }: ColumnMapping): Record<string, string | undefined> {
  const custom = Object.entries(customFields).map(([name, column]) => [CUSTOM + name, column]);
  return { ...fields, ...Object.fromEntries(custom) };
}

function fileRow({ line, email, fields, custom }: ProspectRow<string>): FileRow {
  const mapped = Object.entries(fields).flatMap(([field, value]) =>
    field.startsWith(CUSTOM) ? [[field.slice(CUSTOM.length), value]] : [],
  );
  const { firstName = null, lastName = null, company = null } = fields;
  const customFields = { ...custom, ...Object.fromEntries(mapped) };
  return { line, email, values: { firstName, lastName, company, customFields } };
}

function refusedRow({ line, error }: RefusedRow): RefusedFileRow {
  if (error.code !== 'duplicate_email') return { line, problem: error };
  return { line, problem: { ...error, code: 'duplicate_in_file' } };
}

function problemOf(facts: UnreadableFacts): FileProblem {
  switch (facts.code) {
    case 'too_large':
    case 'too_many_rows':
      return facts;
    case 'no_header':
      return { code: 'no_rows' };
    case 'utf16':
    case 'not_utf8':
      return { code: 'not_utf8' };
    case 'row_too_long':
    case 'unclosed_quote':
      return { code: 'not_csv', line: facts.line };
    case 'duplicate_column':
      return { code: 'duplicate_column', column: facts.header };
    case 'missing_column':
      return facts.header === undefined
        ? { code: 'no_email_column' }
        : { code: 'missing_column', column: facts.header };
  }
}
