import type { MediaType, SchemaChecker } from '@countersign/contract';
import type { ContentWriter } from './write-content.ts';

/** What replies are proven with. */
export interface Proving {
  readonly checker: SchemaChecker;
  readonly writerOf: (media: MediaType) => ContentWriter;
}
