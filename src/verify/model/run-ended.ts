/** A case that waited for something when its run ended: it has shown nothing. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}
