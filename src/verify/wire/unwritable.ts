/** A value has no form on the wire, or none that every server reads alike; the message says why. */
export class Unwritable extends Error {}
