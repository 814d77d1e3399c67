/** What went over the wire. */

export interface WireRequest {
  readonly method: string;
  /** Path and query, below the target's base URL: `/campaigns?limit=1`. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | undefined;
}

/** A header field as one line. */
export type HeaderLine = readonly [name: string, value: string];

/** An answer as it was received. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case; one line for each field line received. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

/** A request and what came of it. */
export interface Exchange {
  /** Where it was sent. */
  readonly baseUrl: string;
  readonly request: WireRequest;
  /** `undefined` when no answer came; `failure` then says why. */
  readonly response: WireResponse | undefined;
  readonly failure: string | undefined;
  /** Milliseconds from the first byte sent to the last one received. */
  readonly duration: number;
}

/** The field's value, several lines joined as RFC 9110 §5.3 says; the name in lower case. */
export function headerOf({ headers }: Pick<WireResponse, 'headers'>, name: string): string | undefined {
  const lines = headers.filter(([field]) => field === name).map(([, value]) => value);
  return lines.length === 0 ? undefined : lines.join(', ');
}
