/** What a report says that made it. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}
