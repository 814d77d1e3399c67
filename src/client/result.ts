/** What a call comes back with. Types only: this must run in a browser, and nothing of it runs at all. */

/** The statuses that are a success, as openapi-typescript writes them. */
type OkStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | '2XX';

/**
 * The answer to one call. `ok` tells a success from a refusal; nothing else does: a refusal may well
 * have no body.
 */
export type Result<Operation> = Success<ResponsesOf<Operation>> | Refusal<ResponsesOf<Operation>>;

/** One variant for each documented success, so that `status` tells which `data` it is. */
export type Success<Responses> = {
  [Status in keyof Responses & OkStatus]: {
    readonly ok: true;
    readonly status: Status extends number ? Status : number;
    readonly data: BodyOf<Responses[Status]>;
    readonly response: Response;
  };
}[keyof Responses & OkStatus];

/** An answer that is no success. */
export interface Refusal<Responses> {
  readonly ok: false;
  /** Whatever came: a proxy may answer with a status that the contract does not know. */
  readonly status: number;
  /** The JSON of the body; `undefined` where the body is empty or no JSON. */
  readonly error: BodyOf<Responses[Exclude<keyof Responses, OkStatus>]> | undefined;
  /** The body where it is no JSON, such as a proxy's error page; else `undefined`. */
  readonly text: string | undefined;
  readonly response: Response;
}

type ResponsesOf<Operation> = Operation extends { responses: infer Responses } ? Responses : never;

type BodyOf<Documented> = Documented extends { content: infer Content } ? Content[keyof Content] : undefined;
