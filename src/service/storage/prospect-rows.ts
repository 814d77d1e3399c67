import type { Prospect } from '../outreach/prospect.ts';
import { emailKey, fromTime } from './columns.ts';
import type { ProspectsTable } from './tables.ts';

export function toRow(prospect: Prospect): ProspectsTable {
  return {
    id: prospect.id,
    workspace_id: prospect.workspaceId,
    email: prospect.email,
    email_key: emailKey(prospect.email),
    status: prospect.status,
    first_name: prospect.firstName,
    last_name: prospect.lastName,
    company: prospect.company,
    role: prospect.role,
    phone: prospect.phone,
    linkedin_url: prospect.linkedinUrl,
    custom_fields: JSON.stringify(prospect.customFields),
    created_at: fromTime(prospect.createdAt),
    updated_at: fromTime(prospect.updatedAt),
  };
}

export function fromRow(row: ProspectsTable, listIds: readonly string[]): Prospect {
  const customFields: Record<string, string> = JSON.parse(row.custom_fields);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    email: row.email,
    status: row.status,
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company,
    role: row.role,
    phone: row.phone,
    linkedinUrl: row.linkedin_url,
    customFields,
    listIds,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
