import express from 'express';
import { expect, it } from 'vitest';
import { pages } from '../../../src/service/pages.ts';
import { listen } from '../../server/unit/library.ts';

/** What a service without contracts answers at `path`. */
async function get(path: string, isReady: () => Promise<boolean>): Promise<[number, string | null, string]> {
  const { origin, stop } = await listen(express().use(pages({ contracts: [], isReady })));
  const response = await fetch(origin + path);
  const answer: [number, string | null, string] = [
    response.status,
    response.headers.get('content-type'),
    await response.text(),
  ];
  await stop();
  return answer;
}

it.each([
  ['ready', async () => true, 200],
  ['not ready', async () => false, 503],
  ['not ready', () => Promise.reject(new Error('the storage is closed')), 503],
])('/readyz says %s', async (status, isReady, expected) => {
  const json = 'application/json; charset=utf-8';
  expect(await get('/readyz', isReady)).toEqual([expected, json, JSON.stringify({ status })]);
});

it('what is not there is said in plain text', async () => {
  expect(await get('/docs/%zz', async () => true)).toEqual([
    404,
    'text/plain; charset=utf-8',
    'There is nothing at GET /docs/%zz.\n',
  ]);
});
