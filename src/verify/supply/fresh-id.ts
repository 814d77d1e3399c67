/** A name for a resource that the client names. */
import type { Parameter } from '../../contract/contract.ts';
import type { PlanContext } from '../plan/context.ts';
import { stringsFor } from '../values/strings.ts';
import { plainLevel } from '../values/workshop.ts';
import type { Id } from './pick.ts';

/** One that no other case of the run has, or `undefined` where the contract's rules for it leave none that is known. */
export function freshId({ workshop, nextTag }: PlanContext, { schemaPointer }: Parameter): Id | undefined {
  const tag = nextTag();
  const number = [...tag].reduce((sum, character) => (sum * 36 + character.charCodeAt(0)) % 1_000_000_007, 7);
  const level = plainLevel(workshop, [schemaPointer]);
  const candidates: Id[] = [
    `verify-${tag}`,
    `verify${tag.replaceAll(/[^a-z0-9]/gi, '')}`,
    `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
    number,
    ...stringsFor(level, { ...workshop, seed: number }),
  ];
  return candidates.find((value) => workshop.fits(schemaPointer, value));
}
