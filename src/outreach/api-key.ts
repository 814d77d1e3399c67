/** A credential of a workspace, without its secret: that is shown once, at creation. */
export interface ApiKey {
  readonly id: string;
  readonly workspaceId: string;
  /** Which API the key opens, in the words of whoever serves it; the domain only keeps it. */
  readonly api: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** The first characters of the secret, by which a person tells keys apart. Not secret. */
  readonly hint: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewApiKey {
  readonly api: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** What the secret starts with: `wsk_`. */
  readonly secretPrefix: string;
  /** `null` or absent: never. */
  readonly expiresAt?: Date | null | undefined;
}

/** A key as it is stored: only the SHA-256 of its secret, in lower-case hexadecimal. */
export interface StoredApiKey extends ApiKey {
  readonly digest: string;
}

/** Who a request is from. */
export interface Principal {
  readonly keyId: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly scopes: readonly string[];
  readonly api: string;
}
