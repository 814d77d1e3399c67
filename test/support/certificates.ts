import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

const KEYS = { keyType: 'ec', algorithm: 'sha256' } as const;

/** A certificate authority that nobody trusts unless told to. */
export async function makeAuthority(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...KEYS,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/**
 * A server's certificate for one host name.
 *
 * @param authority left out: the certificate is self-signed
 * @param validUntil left out: for a year from now
 */
export async function makeCertificate(
  host: string,
  authority?: Certificate,
  validUntil?: Date,
): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: host }], {
    ...KEYS,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
    ...(authority && { ca: authority }),
    ...(validUntil && { notBeforeDate: new Date(0), notAfterDate: validUntil }),
  });
  return { cert: made.cert, key: made.private };
}
