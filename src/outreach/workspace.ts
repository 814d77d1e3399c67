/** The tenant: everything else belongs to one workspace, and no workspace sees another's. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** Requests allowed in one minute, counted for all API keys of the workspace together. */
  readonly rateLimit: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewWorkspace {
  readonly name: string;
  /** @default DEFAULT_RATE_LIMIT */
  readonly rateLimit?: number | undefined;
}

/** Requests a minute (seed: "Exceeded 60 requests per minute"). */
export const DEFAULT_RATE_LIMIT = 60;
