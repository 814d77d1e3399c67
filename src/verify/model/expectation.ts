export interface Expectation {
  /** The statuses that keep the contract, the likeliest first: `400`, or `2XX` for a class. */
  readonly statuses: readonly string[];
  /** Statuses that prove nothing, because the state that the target is in can explain them. */
  readonly inconclusive: readonly string[];
  /** What is to be said of an inconclusive answer, as a notice. */
  readonly remark: string | undefined;
  /** Header fields that the answer must carry, beyond those that the contract requires. */
  readonly headers: readonly string[];
  /** The error code of the answer, where the contract's examples tell it: `validation_error`. */
  readonly code: string | undefined;
  /** Whether a mock must be asked for the answer with `Prefer`, since it comes from state that a mock lacks. */
  readonly ask: boolean;
  /** Whether the answer must be the one to `before`, byte for byte. */
  readonly same: boolean;
}

/** Refusals that do not show that a clause was looked at. */
export const OTHER_REASONS: ReadonlySet<string> = new Set(
  '401 402 403 404 405 407 409 410 412 421 423 424 425 426 428 429 451'.split(' '),
);

/** Whether `status`, which is documented by its class alone, has another reason than a broken clause. */
export function hasOtherReason(status: number, { statuses }: Expectation): boolean {
  return OTHER_REASONS.has(String(status)) && !statuses.includes(String(status));
}

/** Whether `status` is one that the list allows: `201` by itself, or `2XX` as a class. */
export function isListed(status: number, list: readonly string[]): boolean {
  return list.some((listed) => listed === String(status) || listed === `${Math.floor(status / 100)}XX`);
}
