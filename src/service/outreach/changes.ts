/** A partial update: a name that is absent or `undefined` stays as it is, `null` is a value like any other. */
export type Changes<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** `current` with `changes` made. */
export function withChanges<T extends object>(current: T, changes: Changes<T>): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(given) };
}
