/** What stands in the way, in the sentences of the seed page and of the contract. */
import type { FileProblem, RowProblem } from '../../outreach/prospect-file.ts';

/** What a sender account is refused with: at once, or in the results of a job. */
export const EMAIL_EXISTS = 'An email account with this address already exists.';
export const CONNECTION_FAILED =
  'Failed to connect to your email provider. Please verify your credentials and app password settings.';
export const INBOX_IN_USE =
  'Inbox is assigned to a campaign and cannot be deleted. Remove from campaigns first.';
export const inboxNotFound = (id: string): string => `Inbox ${id} not found`;

export const LEAD_EXISTS = 'A lead with this email already exists in the campaign.';
export const INTERNAL = 'Internal server error';

/** Characters of a name that a sentence repeats; the contract allows 500 for the whole. */
const LONGEST_NAME = 255;

/** Why a file is refused. */
export function fileSentence(problem: FileProblem): string {
  switch (problem.code) {
    case 'too_large':
      return `The file is larger than ${problem.limit} bytes`;
    case 'too_many_rows':
      return `The file has more than ${problem.limit.toLocaleString('en')} rows`;
    case 'no_rows':
      return 'The file has no rows';
    case 'not_utf8':
      return 'The file must be encoded in UTF-8';
    case 'not_csv':
      return `The file is not valid CSV (line ${problem.line})`;
    case 'no_email_column':
      return 'The file has no email column';
    case 'missing_column':
      return `The file has no column ${brief(problem.column)}`;
    case 'duplicate_column':
      return `The file has two columns ${brief(problem.column)}`;
  }
}

/** Why a row of a file becomes no lead. */
export function rowSentence(problem: RowProblem): string {
  switch (problem.code) {
    case 'missing_email':
      return 'The row has no email';
    case 'invalid_email':
      return 'value is not a valid email address';
    case 'duplicate_in_file':
      return `A lead with this email is in line ${problem.firstLine} already`;
    case 'already_enrolled':
      return LEAD_EXISTS;
    case 'too_many_cells':
      return `The row has ${problem.cells} cells, and the file ${problem.columns} columns`;
    case 'too_many_custom_fields':
      return `The row has more than ${problem.limit} custom fields`;
    case 'value_too_long':
      return `${brief(FIELDS[problem.field] ?? problem.field)} has more than ${problem.limit} characters`;
    case 'name_too_long':
      return `The name of column ${brief(problem.name)} has more than ${problem.limit} characters`;
  }
}

const FIELDS: Readonly<Record<string, string>> = { firstName: 'first_name', lastName: 'last_name' };

function brief(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
