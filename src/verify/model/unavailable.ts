/** No id could be had; the message says why. */
export class Unavailable extends Error {}
