import type { Json, MediaType, Parameter, Violation } from '@countersign/contract';
import type { FormValues } from './form-values.ts';
import type { SentParameters } from './parameters/read-parameters.ts';

/** A request, taken apart. Validation fills in defaults, in place. */
export interface RequestData {
  /** By parameter, read by its style and coerced to what its schema wants. What was not sent is absent. */
  readonly parameters: Map<Parameter, Json>;
  /** What of the parameters cannot be read, or is not declared. */
  readonly unreadable: readonly Violation[];
  /** The parameters as they were sent. */
  readonly sent: SentParameters;
  readonly body: Json | undefined;
  /** The body itself, where it is no text: `body` then is its SHA-256. */
  readonly bytes: Uint8Array | undefined;
  /** Bytes. */
  readonly bodySize: number;
  /** What is wrong with the body that its value cannot say. What the value says there means nothing. */
  readonly faults: readonly Violation[];
  /** Where the schema of each item of the body stands, where that of the media type is it. */
  readonly itemSchema: string | undefined;
  /** What a form is besides its value, which is `body`. */
  readonly form: FormValues | undefined;
  /** The entry of the contract that the body belongs to, if there is a body. */
  readonly media: MediaType | undefined;
}
