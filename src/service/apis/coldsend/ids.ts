/** Ids of the ColdSend API are the UUIDs that the domain knows things by. */

/** The id as the domain knows it: in lower case (RFC 9562, section 4 reads both). What is no UUID names nothing. */
export function domainId(id: string): string {
  return id.toLowerCase();
}
