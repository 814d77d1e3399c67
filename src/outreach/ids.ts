/** The kinds of thing that get an id. */
export type IdKind = 'workspace' | 'apiKey' | 'mailbox' | 'campaign' | 'prospect' | 'enrollment';

/** Makes a new, globally unique id. How ids look is a decision of the API that hands them out. */
export type NewId = (kind: IdKind) => string;

/** Fills a new array of `size` bytes from a cryptographic source. */
export type RandomBytes = (size: number) => Uint8Array;

const PREFIX: Readonly<Record<IdKind, string>> = {
  workspace: 'ws_',
  apiKey: 'key_',
  mailbox: 'mbx_',
  campaign: 'cmp_',
  prospect: 'pro_',
  enrollment: 'enr_',
};

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Characters after the prefix: 36^24 is 124 bits, so two ids never meet by chance. */
const ID_LENGTH = 24;

/** Bytes from here on would make the first letters of the alphabet likelier than the others. */
const UNBIASED_BELOW = 256 - (256 % ALPHABET.length);

/** Opaque ids with a typed prefix, `cmp_k3v0…` (design.md, decisions on the Campaign API). */
export function prefixedIds(randomBytes: RandomBytes): NewId {
  return (kind) => {
    let letters = '';
    while (letters.length < ID_LENGTH) {
      for (const byte of randomBytes(ID_LENGTH)) {
        if (byte < UNBIASED_BELOW && letters.length < ID_LENGTH) {
          letters += ALPHABET.charAt(byte % ALPHABET.length);
        }
      }
    }
    return PREFIX[kind] + letters;
  };
}
