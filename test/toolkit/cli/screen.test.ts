import { expect, test } from 'vitest';
import { screen } from '../../../src/toolkit/cli/screen.ts';

const ERASE_LINE = '\r\u001b[K';

/** A stream that shows what is left on a screen: a carriage return and an erased line take the last one away. */
function stream({ isTTY = true, columns = 80 } = {}) {
  let text = '';
  return {
    isTTY,
    columns,
    write: (part: string) => {
      for (const [index, piece] of part.split(ERASE_LINE).entries()) {
        const before = index === 0 ? text : text.slice(0, text.lastIndexOf('\n') + 1);
        text = before + piece;
      }
    },
    text: () => text,
  };
}

test('a shown line stays the last, and takes the place of the one before', () => {
  const both = stream();
  const { print, tell, show } = screen(both, both);
  show?.('1 case');
  show?.('2 cases');
  print('a result');
  tell('a warning');
  expect(both.text()).toBe('a result\na warning\n2 cases');
  show?.(undefined);
  expect(both.text()).toBe('a result\na warning\n');
});

test('a line that is too long is cut: a wrapped one could not be taken back', () => {
  const err = stream({ columns: 10 });
  screen(stream(), err).show?.('0123456789abc');
  expect(err.text()).toBe('012345678');
});

test('where nobody watches nothing is shown, and lines have no width', () => {
  const piped = stream({ isTTY: false });
  expect(screen(piped, piped)).toMatchObject({ show: undefined, columns: undefined });
});
