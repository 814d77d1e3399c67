/** What a terminal would obey instead of showing it; all but the line feed. */
const CONTROL = /(?!\n)\p{Cc}/u;
const CONTROLS = new RegExp(CONTROL, 'gu');

export function hasControls(text: string): boolean {
  return CONTROL.test(text);
}

/** `text` with a sign in place of each: a target must not be able to write to the terminal of who asks it. */
export function withoutControls(text: string): string {
  return text.replaceAll(CONTROLS, '\uFFFD');
}
