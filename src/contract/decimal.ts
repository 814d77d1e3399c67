/** Numbers as the decimal fractions that they are written as, and not as the binary ones next to them. */

/** `digits` × 10^-`places` */
interface Decimal {
  readonly digits: bigint;
  /** From 0. */
  readonly places: number;
}

/**
 * Whether `value` is a multiple of `divisor`: 0.3 is one of 0.1, although dividing the two binary numbers next to
 * them leaves a remainder.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [one, other] = [decimal(value), decimal(divisor)];
  const places = Math.max(one.places, other.places);
  return scaled(one, places) % scaled(other, places) === 0n;
}

/** 1 for 0.7, 0.1 and 0.2, of which adding the binary numbers next to them leaves less. */
export function sumOf(values: readonly number[]): number {
  if (values.every((value) => Number.isInteger(value))) return values.reduce((sum, value) => sum + value, 0);
  const decimals = values.map(decimal);
  const most = decimals.reduce((places, decimal) => Math.max(places, decimal.places), 0);
  const digits = decimals.reduce((sum, decimal) => sum + scaled(decimal, most), 0n);
  return Number(`${digits}e-${most}`);
}

function decimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const places = fraction.length - Number(exponent);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

function scaled({ digits, places }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - places);
}
