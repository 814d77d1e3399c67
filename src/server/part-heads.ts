/**
 * The header fields of the parts of a form, which busboy keeps to itself. They are looked for beside it, and only
 * where a contract requires some of them.
 */

/** Bytes of a head; busboy takes no more either. */
const LARGEST_HEAD = 16 * 1024;

/** Told what comes in, it knows the heads of the parts so far, in their order. */
export class PartHeads {
  /** Of each part of the form: the names of its header fields, in lower case. */
  readonly fields: ReadonlySet<string>[] = [];
  readonly #delimiter: Buffer;
  /** What may be the beginning of something. The first boundary has no line before it. */
  #rest = Buffer.from('\r\n');
  #isInHead = false;
  #isDone = false;

  /** @param contentType of the form: it names the boundary */
  constructor(contentType: string) {
    const [, quoted, token] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
    this.#delimiter = Buffer.from(`\r\n--${quoted ?? token ?? ''}`, 'latin1');
  }

  push(chunk: Buffer): void {
    if (this.#isDone) return;
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#isInHead ? this.#readHead() : this.#findPart());
  }

  /** Whether there is something after the next boundary. */
  #findPart(): boolean {
    const start = this.#rest.indexOf(this.#delimiter);
    const end = start + this.#delimiter.length;
    if (start < 0) {
      this.#rest = this.#rest.subarray(Math.max(0, this.#rest.length - this.#delimiter.length + 1));
      return false;
    }
    if (this.#rest.length < end + 2) {
      this.#rest = this.#rest.subarray(start);
      return false;
    }
    const after = this.#rest.toString('latin1', end, end + 2);
    this.#isDone = after === '--';
    this.#isInHead = after === '\r\n';
    // The line break may be that of an empty head.
    this.#rest = this.#rest.subarray(end);
    return !this.#isDone;
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0) {
      this.#isDone = this.#rest.length > LARGEST_HEAD;
      return false;
    }
    // It begins with the line break behind the boundary.
    const lines = this.#rest.toString('latin1', 2, Math.max(2, end)).split('\r\n');
    // RFC 7578 §4.2: what has another disposition, or none, is no part of a form.
    if (lines.some((line) => /^content-disposition:\s*form-data\b/i.test(line))) {
      this.fields.push(new Set(lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase())));
    }
    this.#isInHead = false;
    // Its last line break may begin the next boundary.
    this.#rest = this.#rest.subarray(end + 2);
    return true;
  }
}
