/** One question to a target, derived from the contract, with the verdict that it expects. */
import type { Clause, Json, Operation, Parameter, ParameterPlace } from '@countersign/contract';
import type { HeaderLine } from './exchange.ts';
import type { RoleName } from './target.ts';
import type { Fields } from '../wire/fields.ts';
import type { PartOverride } from '../wire/write-multipart.ts';

/** In the order in which they are run. */
export const phases = ['accepted', 'refused', 'protocol', 'guards', 'state', 'scenario', 'random'] as const;
export type Phase = (typeof phases)[number];

/** What is run where nothing is chosen: what is drawn at random only fills time that is given. */
export function usualPhases({ time }: { readonly time?: number | undefined }): Phase[] {
  return phases.filter((phase) => phase !== 'random' || time !== undefined);
}

export interface Case {
  /** Unique in a plan: `createCampaign · body /name maxLength 200 · 201 characters → 400 validation_error`. */
  readonly name: string;
  readonly phase: Phase;
  readonly operation: Operation;
  /** The clause that it is about, if it is about one alone. */
  readonly clause: Clause | undefined;
  /** A sentence for the reader of a finding: why this request is sent. */
  readonly why: string;
  readonly draft: Draft;
  /** A request that is sent first, with the same ids, and must succeed. */
  readonly before: Draft | undefined;
  readonly role: RoleName;
  readonly credential: CredentialKind;
  readonly expects: Expectation;
}

/** What stands where the credential stands. */
export type CredentialKind = 'valid' | 'none' | 'malformed' | 'unknown' | 'other scheme';

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
  readonly schemaPointer: string;
  readonly value: Json;
  /** How its properties are sent where it is a form. */
  readonly fields: Fields;
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

export interface Expectation {
  /** The statuses that keep the contract, the likeliest first: `400`, or `2XX` for a class. */
  readonly statuses: readonly string[];
  /** Statuses that prove nothing, because the state that the target is in can explain them. */
  readonly tolerated: readonly string[];
  /** What is to be said of a tolerated answer, as a notice. */
  readonly remark: string | undefined;
  /** Header fields that the answer must carry, beyond those that the contract requires. */
  readonly headers: readonly string[];
  /** The error code of the answer, where the contract's examples tell it: `validation_error`. */
  readonly code: string | undefined;
  /** Whether a mock must be asked for the answer with `Prefer`, since it comes from state that a mock lacks. */
  readonly ask: boolean;
  /** Whether the answer must be the one to `before`, byte for byte. */
  readonly same: boolean;
}
