/** How large the values are that are sent: larger ones would prove more about the server's memory than about the contract. */

/** In characters. */
export const LONGEST_STRING = 1_000_000;

/** In items: making more would cost more than the clause is worth. */
export const LONGEST_ARRAY = 2_000;

/** Of one object. */
export const MOST_PROPERTIES = 2_000;
