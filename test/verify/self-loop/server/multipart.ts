/** `multipart/form-data` (RFC 7578, RFC 2046 §5.1). */

export interface Part {
  readonly name: string;
  readonly contentType: string;
  readonly isFile: boolean;
  /** Names of its header fields, in lower case. */
  readonly headers: readonly string[];
  readonly bytes: Buffer;
}

/** @throws {SyntaxError} it is no such body */
export function splitMultipart(body: Buffer, contentType: string): Part[] {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new SyntaxError('a multipart body needs a boundary');
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith('--')) throw new SyntaxError('the last boundary is missing');
  return pieces.slice(1, -1).map(readPart);
}

function readPart(piece: string): Part {
  const end = piece.indexOf('\r\n\r\n');
  if (end < 0) throw new SyntaxError('a part without an empty line');
  const head = Buffer.from(piece.slice(0, end), 'latin1').toString();
  const field = (name: string): string =>
    new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.replace(/\r$/, '') ?? '';
  const disposition = field('content-disposition');
  const [, name] = /[;\s]name="((?:[^"\\]|\\.)*)"/.exec(disposition) ?? [];
  if (name === undefined) throw new SyntaxError('a part without a name');
  const isFile = /[;\s]filename="/.test(disposition);
  return {
    name: name.replaceAll('%22', '"'),
    isFile,
    headers: head
      .trim()
      .split('\r\n')
      .map((line) => line.replace(/:.*/, '').toLowerCase()),
    contentType: field('content-type') || (isFile ? 'application/octet-stream' : 'text/plain'),
    bytes: Buffer.from(piece.slice(end + 4), 'latin1'),
  };
}
