import { styleText } from 'node:util';

/** How lines with a sign at their beginning look on a screen. */
const COLOURS = { '✗': 'red', '!': 'yellow' } as const;

/** `text` with the first line of each finding in a colour of its own. */
export function paint(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const sign = line.startsWith('✗ ') ? '✗' : line.startsWith('! ') ? '!' : undefined;
      if (sign === undefined) return line;
      return styleText(['bold', COLOURS[sign]], line, { validateStream: false });
    })
    .join('\n');
}
