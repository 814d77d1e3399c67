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
  readonly secretForm: SecretForm;
  /** `null` or absent: never. */
  readonly expiresAt?: Date | null | undefined;
}

/** How the secrets of an API look. */
export interface SecretForm {
  /** What they start with: `wsk_`. */
  readonly prefix: string;
  /** The characters that follow, drawn at random. */
  readonly alphabet: string;
  /** How many of them: enough for 128 random bits, those that the hint tells not counted. */
  readonly length: number;
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
