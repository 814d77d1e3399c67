import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { idKindsOf } from '../../../src/verify/requests/id-kinds/id-kinds.ts';
import { Schemas } from '../../../src/verify/values/schemas.ts';

const ok = (schema: JsonObject): JsonObject => ({
  '200': { description: 'Done', content: { 'application/json': { schema } } },
});
const pathId = (name: string, schema: JsonObject): JsonObject => ({
  name,
  in: 'path',
  required: true,
  schema,
});
const roomId = { $ref: '#/components/schemas/RoomId' };
const room: JsonObject = {
  type: 'object',
  properties: { id: roomId, ownerId: { $ref: '#/components/schemas/OwnerId' } },
};

async function kindsOf(paths: JsonObject, given: readonly string[] = []) {
  const components = {
    schemas: { RoomId: { type: 'string' }, OwnerId: { type: 'string' }, Colour: { enum: ['red'] } },
  };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Rooms', version: '1' },
    paths,
    components,
  });
  const kinds = idKindsOf(contract, new Schemas(contract), given);
  return Object.fromEntries(
    [...kinds].map(([name, { producers }]) => [
      name,
      producers.map(({ operation, path }) => `${operation.id} ${path}`),
    ]),
  );
}

const rooms: JsonObject = {
  '/rooms': {
    get: { operationId: 'listRooms', responses: ok({ type: 'array', items: room }) },
    post: { operationId: 'addRoom', responses: ok(room) },
  },
  '/rooms/{roomId}': {
    get: { operationId: 'getRoom', parameters: [pathId('roomId', roomId)], responses: ok(room) },
  },
};

test('a component that stands in a path is an id; its creation is asked for one before its list', async () => {
  expect(await kindsOf(rooms)).toEqual({ RoomId: ['addRoom /id', 'listRooms /*/id'] });
});

test('a component that is only mentioned is no id, unless the caller gives some', async () => {
  expect(Object.keys(await kindsOf(rooms, ['OwnerId']))).toEqual(['RoomId', 'OwnerId']);
});

test('without components an id is what the collection calls `id`', async () => {
  const inline: JsonObject = { type: 'object', properties: { id: { type: 'string' } } };
  const kinds = await kindsOf({
    '/beds': {
      post: { operationId: 'addBed', responses: ok({ type: 'object', properties: { data: inline } }) },
    },
    '/beds/{bedId}': {
      get: {
        operationId: 'getBed',
        parameters: [pathId('bedId', { type: 'string' })],
        responses: ok(inline),
      },
    },
  });
  expect(kinds).toEqual({ '/beds/{bedId}': ['addBed /data/id'] });
});

test('what the contract lists is no id', async () => {
  const colour = pathId('colour', { $ref: '#/components/schemas/Colour' });
  expect(
    await kindsOf({
      '/paint/{colour}': { get: { operationId: 'getPaint', parameters: [colour], responses: {} } },
    }),
  ).toEqual({});
});

test('a cursor comes from the page before', async () => {
  const page: JsonObject = { type: 'object', properties: { next_cursor: { type: ['string', 'null'] } } };
  const cursor: JsonObject = { name: 'cursor', in: 'query', schema: { type: 'string' } };
  const kinds = await kindsOf({
    '/doors': { get: { operationId: 'listDoors', parameters: [cursor], responses: ok(page) } },
  });
  expect(kinds).toEqual({ '/doors?cursor': ['listDoors /next_cursor'] });
});
