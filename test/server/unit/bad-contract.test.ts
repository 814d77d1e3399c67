/** A server of a bundled document tells what is wrong with it, by JSON pointers where no lines are known. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { toContract } from '../../../src/contract/read-contract.ts';
import { createServer } from '../../../src/server/create-server.ts';
import type { ServerEvent } from '../../../src/server/events.ts';
import { SetupError } from '../../../src/server/setup-error.ts';

/** A contract with one operation that answers with `schema`, and with more. */
function contractWith(schema: JsonObject, more: { paths?: JsonObject; schemas?: JsonObject } = {}) {
  const responses = { '200': { description: 'ok', content: { 'application/json': { schema } } } };
  return toContract<Record<string, { responses: { 200: object } }>>({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    security: [],
    paths: { '/a': { get: { operationId: 'one', responses } }, ...more.paths },
    components: { schemas: more.schemas ?? {} },
  });
}

async function started(contract: ReturnType<typeof contractWith>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  const handlers = Object.fromEntries(
    contract.operations.map(({ id }) => [id, () => ({ status: 200 as const })]),
  );
  await createServer(contract, handlers, {
    authenticate: {},
    tenant: () => '',
    log: (event) => events.push(event),
  });
  return events;
}

describe('a server does not start', () => {
  test('with a pattern of another language, a reference that leads nowhere and a lost parameter, told at once', async () => {
    const contract = contractWith(
      { anyOf: [{ type: 'string', pattern: '(?i)ab' }, { $ref: '#/components/schemas/Pett' }] },
      { schemas: { Pet: {} }, paths: { '/b/{id}': { get: { operationId: 'two', responses: {} } } } },
    );

    const schema = '#/paths/~1a/get/responses/200/content/application~1json/schema/anyOf';
    const error = await started(contract).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(SetupError);
    expect(error).toHaveProperty(
      'message',
      `The server of Small cannot start:
  ${schema}/1/$ref "#/components/schemas/Pett" leads nowhere: components.schemas has no "Pett"
      is "#/components/schemas/Pet" meant?
  #/paths/~1b~1{id}/get GET /b/{id} does not define its path parameter {id}
      add to it:
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
  ${schema}/0/pattern "(?i)ab" is no regular expression of JavaScript: it does not know (?i) (a flag: case is ignored)
      write it as pattern: '[aA][bB]'`,
    );
  });
});

test('a pattern of another language that no operation comes to hinders nobody', async () => {
  expect(await started(contractWith({}, { schemas: { Unused: { pattern: '(?i)ab' } } }))).toMatchObject([
    { event: 'warnings' },
  ]);
});

test('a schema that no value satisfies is a warning', async () => {
  const [warnings] = await started(contractWith({ type: 'string', minLength: 2, maxLength: 1 }));

  expect(warnings).toMatchObject({
    event: 'warnings',
    message: expect.stringContaining(
      'schema/minLength no value is possible: minLength 2 is above maxLength 1\n      lower minLength, or raise maxLength',
    ),
  });
});
