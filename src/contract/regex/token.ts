/** The parts of a pattern, as they are read and written. */
import type { Foreign } from './foreign.ts';

/** Which flags hold at a place of a pattern: `i`, `m`, `s`, `x`. */
export type Flags = ReadonlySet<string>;

/** A part of a pattern. */
export interface Token {
  /** Characters of the pattern that it takes. */
  readonly length: number;
  /** What is written for it. */
  readonly text: string;
  readonly foreign?: Foreign | undefined;
}
