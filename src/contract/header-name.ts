/** Names of header fields (RFC 9110 §5.1). */

/** Whether both are names of one field: case means nothing. */
export function sameHeader(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
