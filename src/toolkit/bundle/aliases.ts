/** YAML can say in a few lines what no memory holds: an alias stands for all that it names, and may name aliases. */

/** Values of a document, aliases written out: several times as many as the largest published ones have. */
export const MOST_VALUES = 5_000_000;

/** Why what `document` stands for cannot be read; nothing where it can. */
export function whyBoundless(document: unknown, most = MOST_VALUES): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  let isCircular = false;
  const sizeOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value)) {
      isCircular = true;
      return 1;
    }
    open.add(value);
    const size = Object.values(value).reduce((sum: number, part) => sum + sizeOf(part), 1);
    open.delete(value);
    sizes.set(value, size);
    return size;
  };
  const size = sizeOf(document);
  if (isCircular) return 'an alias stands inside what it names, so that it never ends';
  return size > most ? `its aliases stand for ${size} values, and ${most} are read` : undefined;
}
