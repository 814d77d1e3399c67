/** What the package `@countersign/client` exports. It runs in a browser. */
export { type Client, type ClientOptions, createClient } from './client.ts';
export type { Refusal, Result, Success } from './result.ts';
