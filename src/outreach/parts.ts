import type { NewId, RandomBytes } from './ids.ts';
import type { MailGateway } from './mail.ts';
import type { OutreachStorage } from './storage.ts';

/** Everything the domain needs from outside. */
export interface OutreachParts {
  readonly storage: OutreachStorage;
  readonly mail: MailGateway;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly randomBytes: RandomBytes;
}
