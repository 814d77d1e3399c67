/** Shares, as this API rounds them. They can count more than the whole (an e-mail opened twice), and never show it. */

/** Of a hundred, with two decimals; 0 where there is no whole. */
export function percentage(part: number, whole: number): number {
  return Math.round(share(part, whole) * 10_000) / 100;
}

/** Of one, with four decimals; 0 where there is no whole. */
export function fraction(part: number, whole: number): number {
  return Math.round(share(part, whole) * 10_000) / 10_000;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(part / whole, 1);
}
