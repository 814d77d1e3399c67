/** As much of busboy 1.6 as the reader of forms uses. */
declare module 'busboy' {
  import type { IncomingHttpHeaders } from 'node:http';
  import type { Readable, Writable } from 'node:stream';

  function busboy(options: {
    readonly headers: IncomingHttpHeaders;
    readonly defParamCharset: string;
    /** `fieldSize` in bytes. */
    readonly limits: { readonly fieldSize: number; readonly parts: number };
  }): busboy.Busboy;

  namespace busboy {
    interface Busboy extends Writable {
      /** There is no value where the charset that the part names is unknown. */
      on(
        event: 'field',
        listener: (name: string | undefined, value: string | undefined, info: FieldInfo) => void,
      ): this;
      on(event: 'file', listener: (name: string | undefined, stream: Readable, info: FileInfo) => void): this;
      on(event: 'partsLimit', listener: () => void): this;
      on(event: 'error', listener: (error: Error) => void): this;
    }

    interface FieldInfo {
      readonly mimeType: string;
      readonly valueTruncated: boolean;
    }

    interface FileInfo {
      readonly filename: string | undefined;
      readonly mimeType: string;
    }
  }

  export = busboy;
}
