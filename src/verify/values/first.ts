/** The first of `items` for which `holds` is true; what comes after it is not worked out. */
export function first<Item>(items: Iterable<Item>, holds: (item: Item) => boolean): Item | undefined {
  for (const item of items) if (holds(item)) return item;
  return undefined;
}
