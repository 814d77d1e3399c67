import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../../src/verify/verify.ts';
import { answerWith } from './test-server.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const inPath = (name: string, schema: string): JsonObject => ({
  name,
  in: 'path',
  required: true,
  schema: ref(schema),
});
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const ok = (status: string, id: string): JsonObject => ({
  [status]: {
    description: 'Done',
    ...json({ type: 'object', required: ['id'], properties: { id: ref(id) } }),
  },
  '404': { description: 'No such thing' },
});

/** Beds lie in rooms, and are made for guests. */
const hotel = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Hotel', version: '1' },
  paths: {
    '/rooms': { post: { operationId: 'addRoom', responses: ok('201', 'RoomId') } },
    '/rooms/{roomId}/beds': {
      post: {
        operationId: 'addBed',
        parameters: [inPath('roomId', 'RoomId')],
        requestBody: json({ type: 'object', required: ['guestId'], properties: { guestId: ref('GuestId') } }),
        responses: ok('201', 'BedId'),
      },
    },
    '/rooms/{roomId}/beds/{bedId}': {
      get: {
        operationId: 'getBed',
        parameters: [inPath('roomId', 'RoomId'), inPath('bedId', 'BedId')],
        responses: ok('200', 'BedId'),
      },
    },
    '/guests/{guestId}': {
      get: {
        operationId: 'getGuest',
        parameters: [inPath('guestId', 'GuestId')],
        responses: ok('200', 'GuestId'),
      },
    },
  },
  components: {
    schemas: { RoomId: { type: 'string' }, BedId: { type: 'string' }, GuestId: { type: 'string' } },
  },
});

function startHotel(): Promise<string> {
  const bedsOf = new Map<string, Set<string>>();
  return answerWith(({ method, path, text }) => {
    const [, collection, id = '', , bed] = path.split('/');
    if (collection === 'guests') return id === 'g1' ? { status: 200, body: { id } } : { status: 404 };
    if (method === 'POST' && id === '') {
      const room = `r${bedsOf.size + 1}`;
      bedsOf.set(room, new Set());
      return { status: 201, body: { id: room } };
    }
    const beds = bedsOf.get(id);
    if (beds === undefined) return { status: 404 };
    if (method === 'GET') return beds.has(bed ?? '') ? { status: 200, body: { id: bed } } : { status: 404 };
    if (text !== '' && !text.includes('"guestId":"g1"')) return { status: 404 };
    const made = `${id}b${beds.size + 1}`;
    beds.add(made);
    return { status: 201, body: { id: made } };
  });
}

const accepted = async (given?: { GuestId: string }) => {
  const target = { baseUrl: await startHotel(), roles: { default: { schemes: {} } } };
  const report = await verify(hotel, {
    target,
    phases: ['positive'],
    ...(given === undefined ? {} : { given }),
  });
  return Object.fromEntries(report.cases.map(({ name, outcome, reason }) => [name, reason ?? outcome]));
};

test('what lies in something is made in it, with the ids that the caller gives', async () => {
  const cases = await accepted({ GuestId: 'g1' });
  expect(cases['getBed · valid request → 200']).toBe('pass');
  expect(cases['addBed · valid request → 201']).toBe('pass');
  expect(cases['getGuest · valid request → 200']).toBe('pass');
});

test('a case whose id nothing gives is not sent, and says why', async () => {
  expect((await accepted())['getGuest · valid request → 200']).toBe(
    'no id of kind GuestId: no operation gives one',
  );
});

/** What verifying says of a label that needs `count` tags, of which a list shows two on a page and nothing makes any. */
async function labelled(count: number) {
  const tags = { type: 'array', items: ref('TagId'), minItems: count, maxItems: 9, uniqueItems: true };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 2 } };
  const cursor = { name: 'cursor', in: 'query', schema: { type: 'string' } };
  const page = {
    type: 'object',
    required: ['data'],
    properties: {
      data: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: ref('TagId') } } },
      next_cursor: { type: ['string', 'null'] },
    },
  };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Labels', version: '1' },
    paths: {
      '/tags': {
        get: {
          operationId: 'listTags',
          parameters: [limit, cursor],
          responses: { '200': { description: 'Tags', ...json(page) } },
        },
      },
      '/labels': {
        post: {
          operationId: 'addLabel',
          requestBody: {
            required: true,
            ...json({ type: 'object', required: ['tags'], properties: { tags } }),
          },
          responses: { '201': { description: 'Added' }, '400': { description: 'Refused' } },
        },
      },
    },
    components: { schemas: { TagId: { type: 'string' } } },
  });
  const known = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];
  const baseUrl = await answerWith(({ method, query, text }) => {
    if (method === 'POST') {
      const sent: string[] = JSON.parse(text).tags;
      return { status: sent.every((tag) => known.includes(tag)) ? 201 : 400 };
    }
    const start = Number(query.get('cursor') ?? 0);
    const size = Number(query.get('limit') ?? 2);
    const end = start + size;
    const data = known.slice(start, end).map((id) => ({ id }));
    return { status: 200, body: { data, next_cursor: end < known.length ? String(end) : null } };
  });
  const { cases } = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
    phases: ['positive'],
  });
  const found = cases.find(({ name }) => name === 'addLabel · valid request → 201');
  return found?.reason ?? found?.outcome;
}

test('ids that are needed together are read from as many pages of a list as it takes', async () => {
  expect(await labelled(2)).toBe('pass');
  expect(await labelled(7)).toBe('pass');
});

test('where the pages end before there are enough, the case is not sent, and says why', async () => {
  expect(await labelled(8)).toBe('only 7 of 8 different ids of kind TagId can be had');
});

test('ids that need one another are not waited for, however many cases ask for them at once', async () => {
  const needs = (name: string, id: string): JsonObject => ({
    required: true,
    ...json({ type: 'object', required: [name], properties: { [name]: ref(id) } }),
  });
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Circle', version: '1' },
    paths: {
      '/hens': {
        post: { operationId: 'addHen', requestBody: needs('eggId', 'EggId'), responses: ok('201', 'HenId') },
      },
      '/eggs': {
        post: { operationId: 'addEgg', requestBody: needs('henId', 'HenId'), responses: ok('201', 'EggId') },
      },
      '/hens/{henId}': {
        get: { operationId: 'getHen', parameters: [inPath('henId', 'HenId')], responses: ok('200', 'HenId') },
      },
      '/eggs/{eggId}': {
        get: { operationId: 'getEgg', parameters: [inPath('eggId', 'EggId')], responses: ok('200', 'EggId') },
      },
    },
    components: { schemas: { HenId: { type: 'string' }, EggId: { type: 'string' } } },
  });
  const baseUrl = await answerWith(() => ({ status: 404 }));
  const { cases } = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
    phases: ['positive'],
  });
  expect(cases.map(({ outcome }) => outcome)).not.toContain('pass');
  expect(cases.map(({ reason }) => reason)).toContainEqual(
    expect.stringMatching(/^no id of kind EggId: .*needed to make/),
  );
});

test('a Location that no URI can have tells no id, and does not end the run', async () => {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Files', version: '1' },
    paths: {
      '/files': {
        post: {
          operationId: 'addFile',
          responses: {
            '201': { description: 'Added', headers: { Location: { schema: { type: 'string' } } } },
          },
        },
      },
      '/files/{fileId}': {
        get: {
          operationId: 'getFile',
          parameters: [{ name: 'fileId', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '200': { description: 'The file' } },
        },
      },
    },
  });
  const baseUrl = await answerWith(() => ({ status: 201, headers: { location: '/files/100%' } }));
  const { cases } = await verify(contract, {
    target: { baseUrl, roles: { default: { schemes: {} } } },
    phases: ['positive'],
  });
  expect(cases.find(({ name }) => name === 'getFile · valid request → 200')?.reason).toBe(
    'no id of kind /files/{fileId}: addFile answered without one',
  );
});
