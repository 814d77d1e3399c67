import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/verify/report/render-markdown.ts';
import type { LibraryBehaviour } from '../faults/library/server.ts';
import { runLibrary, saysNoOtherwise, takesAnyPages } from './report-run.ts';

test('what was kept is a line and a table', async () => {
  const text = renderMarkdown(await runLibrary());

  expect(text).toMatch(/^## ✓ `Library 1`: no findings$/m);
  expect(text).toMatch(/^\| clauses \| \d+ \(\d+ %\) \| \d+ \|$/m);
  expect(text).not.toContain('<details>');
});

test('each finding is folded under its title, with its command as it is', async () => {
  const text = renderMarkdown(await runLibrary({ behaviour: takesAnyPages }));

  expect(text).toMatch(/^## ✗ `Library 1`: \d+ findings?$/m);
  const [, title = '', body = ''] =
    /<details><summary>(.*)<\/summary>\n\n```text\n(.*?)\n```/s.exec(text) ?? [];
  expect(title).toMatch(/^✗ \w+ body \/pages maximum: answered 201, expected /);
  expect(body).toContain('curl ');
});

test('what an answer says cannot leave its place', async () => {
  const behaviour: Partial<LibraryBehaviour> = {
    answer: (answer) =>
      answer.status === 400 ? { ...answer, body: { message: '```\n</details>' } } : answer,
  };
  const text = renderMarkdown(await runLibrary({ behaviour }));

  expect(text).toMatch(/^````text$/m);
  expect(renderMarkdown(await runLibrary({ behaviour: saysNoOtherwise }))).toMatch(/^```text$/m);
});
