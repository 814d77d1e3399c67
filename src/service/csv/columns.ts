import { UnreadableFile } from './unreadable-file.ts';

/** What the cells of a row are: a field that is known, a custom one by its header, or nothing. */
export type Column<Field extends string> =
  | { readonly field: Field }
  | { readonly custom: string }
  | undefined;

/** Which header a field is under. */
export type Mapping<Field extends string> = { readonly [field in Field]?: string | undefined };

/**
 * Reads a header row. A field that the mapping names is under that very header; any other is under its own name,
 * whatever its case and punctuation (`First Name` is `first_name`). A column without a header is dropped.
 *
 * @throws UnreadableFile `duplicate_column` or `missing_column`
 */
export function columnsOf<Field extends string>(
  headers: readonly string[],
  fields: readonly Field[],
  required: NoInfer<Field>,
  mapping: Mapping<NoInfer<Field>>,
): readonly Column<Field>[] {
  const named = headers.filter((header) => header !== '');
  const duplicate = named.find((header, index) => named.indexOf(header) !== index);
  if (duplicate !== undefined) throw new UnreadableFile({ code: 'duplicate_column', header: duplicate });

  const columns: Column<Field>[] = headers.map((header) => (header === '' ? undefined : { custom: header }));
  const isFree = (index: number): boolean => columns[index] !== undefined && !('field' in columns[index]);

  for (const field of fields) {
    const header = mapping[field]?.trim();
    if (header === undefined) continue;
    const index = headers.indexOf(header);
    if (index === -1) throw new UnreadableFile({ code: 'missing_column', field, header, headers: named });
    if (!isFree(index)) throw new UnreadableFile({ code: 'duplicate_column', header });
    columns[index] = { field };
  }
  for (const field of fields) {
    if (mapping[field] !== undefined) continue;
    const index = headers.findIndex((header, at) => isFree(at) && plain(header) === plain(field));
    if (index !== -1) columns[index] = { field };
    else if (field === required) {
      throw new UnreadableFile({ code: 'missing_column', field, header: undefined, headers: named });
    }
  }
  return columns;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
