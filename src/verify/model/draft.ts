import type { Json, Operation, Parameter, ParameterPlace } from '@countersign/contract';
import type { HeaderLine } from './exchange.ts';
import type { BodyFields } from './form-fields.ts';

/** A request before it is put on the wire: values are still typed, and ids may be open. */
export interface Draft {
  readonly operation: Operation;
  readonly parameters: readonly ParameterValue[];
  readonly body: BodyValue | undefined;
  /** The places whose value is an id that only the target knows; the draft holds a sample there. */
  readonly slots: readonly Slot[];
  readonly resource: ResourceUse;
  /** How the request on the wire differs from what the values say. */
  readonly override: Override;
}

/**
 * Whose the resource is that the slots of the path name: the case's own, because the case changes it; one for
 * all cases of the operation that are to be refused; or one for everybody, which is only read.
 */
export type ResourceUse = 'own' | 'operation' | 'shared';

export interface ParameterValue {
  readonly parameter: Parameter;
  readonly value: Json;
}

export interface BodyValue {
  /** The media type as the contract writes it. */
  readonly type: string;
  /** What it is sent as: that media type, or one that it spans. */
  readonly contentType: string;
  readonly schemaPointer: string;
  readonly value: Json;
  /** How its properties are sent where it is a form. */
  readonly fields: BodyFields;
  /** The header fields of its parts beyond their own, by property. */
  readonly partHeaders: Readonly<Record<string, readonly HeaderLine[]>>;
}

export interface Slot {
  readonly in: ParameterPlace | 'body';
  /** The parameter's name; empty for a body. */
  readonly name: string;
  /** Into the value. */
  readonly pointer: string;
  /** Which kind of id: `CampaignId`. */
  readonly kind: string;
  /** Whether an id that exists stands here, or one that is well-formed and does not. */
  readonly unknown: boolean;
}

export interface Override {
  readonly method?: string;
  /** Path and query, as they are. */
  readonly target?: string;
  /** Stands at the end of the query, as it is. */
  readonly addToQuery?: string;
  /** `null`: no such field. */
  readonly contentType?: string | null;
  readonly accept?: string;
  readonly body?: Uint8Array;
  /** Bytes: the body is continued with spaces to that size. */
  readonly padTo?: number;
  /** By property, how a part is sent that is not sent as the contract says. */
  readonly parts?: Readonly<Record<string, PartOverride>>;
}

/** How a part is sent, where that is not as the contract says. */
export type PartOverride =
  | { readonly as: 'field' }
  | { readonly as: 'without header'; readonly header: string };
