/** The tenant: everything else belongs to one workspace, and no workspace sees another's. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /**
   * Requests allowed in one minute, counted for all of the workspace's keys of one API together; `null`: as many as
   * that API allows anyone.
   */
  readonly rateLimit: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewWorkspace {
  readonly name: string;
  /** @default null */
  readonly rateLimit?: number | null | undefined;
}
