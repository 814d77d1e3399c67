import type { NewId, RandomBytes } from './ids.ts';
import type { MailGateway } from './mail.ts';
import type { ReadProspectFile } from './prospect-file.ts';
import type { OutreachStorage } from './storage.ts';

/** Everything the domain needs from outside. */
export interface OutreachParts {
  readonly storage: OutreachStorage;
  readonly mail: MailGateway;
  readonly readProspectFile: ReadProspectFile;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly randomBytes: RandomBytes;
  /** Told of what went wrong where nobody waits for an answer. */
  readonly report: (error: unknown) => void;
}
