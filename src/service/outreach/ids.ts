/**
 * Makes a new, globally unique id: a random UUID (RFC 9562, version 4) in lower case. Each API decides how it
 * shows it.
 */
export type NewId = () => string;

/** Fills a new array of `size` bytes from a cryptographic source. */
export type RandomBytes = (size: number) => Uint8Array;
