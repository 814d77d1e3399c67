import type { Operation } from '@countersign/contract';

export interface IdKind {
  /** The component's name, or the path of the resource: `/rooms/{roomId}`. */
  readonly name: string;
  /** The best first. */
  readonly producers: readonly Producer[];
}

/** An operation whose answer holds ids of a kind. */
export interface Producer {
  readonly operation: Operation;
  // Into the body of its success answer, `*` for any item: `/data/*/id`.
  readonly path: string;
  /** Where it is told, if not in the body: at the end of `Location`, or by the client, who chooses it. */
  readonly by?: 'location' | 'client';
  /** For the cursor of a list: what makes members of it, if anything does, so that it has a second page. */
  readonly pages?: { readonly members: Operation | undefined };
}

export type IdKinds = ReadonlyMap<string, IdKind>;
