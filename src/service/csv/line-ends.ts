const LINE_FEED = 0x0a;

/** Tells which line a byte of a file stands on, for bytes that are asked for in order. */
export class LineEnds {
  #size = 0;
  #line = 1;
  /** Offsets of the line feeds that have been read but not passed. */
  #ahead: number[] = [];
  #next = 0;

  read(piece: Uint8Array): void {
    for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) {
      this.#ahead.push(this.#size + at);
    }
    this.#size += piece.length;
  }

  /** @param offset of the byte in the file; no smaller than that of the call before */
  lineOf(offset: number): number {
    for (
      let end = this.#ahead[this.#next];
      end !== undefined && end < offset;
      end = this.#ahead[this.#next]
    ) {
      this.#line++;
      this.#next++;
    }
    if (this.#next === this.#ahead.length) {
      this.#ahead = [];
      this.#next = 0;
    }
    return this.#line;
  }
}
