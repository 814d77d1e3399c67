/** TCP has 16 bits for a port. */
export const LARGEST_PORT = 65_535;
