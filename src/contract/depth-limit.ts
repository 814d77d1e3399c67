/** Lists of what schemas hold: where those refer to each other in circles, the ways through them are without number. */

/** What was listed down to a depth. */
export interface Listing<Item> {
  readonly items: Item[];
  /** Whether there was more at that depth than a list may hold. */
  readonly isCut: boolean;
}

/**
 * The list that goes as deep as it may without being cut; whole wherever that is possible.
 *
 * @param list what is listed down to a depth: how many steps into the value
 */
export function listToDepthLimit<Item>(list: (depth: number) => Listing<Item>): {
  readonly items: Item[];
  /** Infinite where the list is whole. */
  readonly depth: number;
} {
  const whole = list(Number.POSITIVE_INFINITY);
  if (!whole.isCut) return { items: whole.items, depth: Number.POSITIVE_INFINITY };
  let deepest = list(0);
  for (let depth = 1; ; depth++) {
    const next = list(depth);
    if (next.isCut) return { items: deepest.items, depth: depth - 1 };
    deepest = next;
  }
}
