/** express-openapi-validator, which judges requests a second time. No other file knows it. */

import type { Contract, MediaType, Operation } from '@countersign/contract';
import {
  fromPointer,
  isKnownFormat,
  isMultipleOf,
  isObject,
  type Json,
  toPointer,
} from '@countersign/contract';
import express from 'express';
import { OpenApiValidator } from 'express-openapi-validator/dist/openapi.validator.js';
import type { PlainRequest } from './plain-request.ts';
import type { Refusal } from './refusal.ts';
import { OPERATION_PATH, plainMethod, validatorDocument } from './validator-document.ts';

/** Empty: the request keeps the operation. */
export type PlainValidator = (request: PlainRequest) => Promise<readonly Refusal[]>;

/** Those that the server's options define. */
export type CustomFormats = Readonly<Record<string, (value: string) => boolean>>;

type Steps = ReturnType<OpenApiValidator['installMiddleware']>;
type ValidatorRequest = Parameters<Steps[number]>[0];

/**
 * @throws {Error} from the function that it gives: it cannot make sense of an operation's schemas. That is now,
 *   and not at the first request, which is when it would notice by itself
 */
export async function plainValidator(
  contract: Contract,
  operation: Operation,
  formats: CustomFormats = {},
): Promise<PlainValidator> {
  const { document, divisors } = validatorDocument(contract, operation);
  const apiDoc = apiSpec(structuredClone(document));
  const validator = new OpenApiValidator({
    apiSpec: apiDoc,
    validateApiSpec: false,
    validateSecurity: false,
    validateResponses: false,
    validateRequests: { allowUnknownQueryParameters: false },
    // Its own choice takes 2026-19-39 for a date, which the second validator does not.
    ajvFormats: { mode: 'full' },
    formats: {
      // It warns of each that it does not know, which the start has told of.
      ...Object.fromEntries(
        unknownFormats(document).map((name) => [name, { type: 'string', validate: () => true }]),
      ),
      ...Object.fromEntries(
        Object.entries(formats).map(([name, validate]) => [name, { type: 'string', validate }]),
      ),
      ...Object.fromEntries(
        Array.from(divisors, ([name, divisor]) => [
          name,
          { type: 'number', validate: (value: number) => isMultipleOf(value, divisor) },
        ]),
      ),
    },
    fileUploader: false,
  });
  // Its own `middleware` compiles a schema of OpenAPI itself first, 80 ms each time, though it then validates nothing.
  const steps = validator.installMiddleware(Promise.resolve({ apiDoc, ...routeOf(operation) }));
  const found = await findOperation(steps, operation);
  const validate: PlainValidator = async (data) => {
    const request = toRequest(operation, data, '/');
    request.openapi = { ...found, pathParams: textsOf(data.params) };
    // The steps before the last one find the operation, which is done, and check security, which we do.
    return (await run(steps.slice(-1), request).catch(toRefusals)) ?? [];
  };
  const content = operation.body?.content.filter(({ form }) => form === undefined) ?? [];
  for (const media of content.length > 0 ? content : [undefined]) await validate(emptyRequest(media));
  return validate;
}

function unknownFormats(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(unknownFormats);
  if (!isObject(value)) return [];
  const { format } = value;
  const own =
    typeof format === 'string' && !isKnownFormat(format) && !format.startsWith('multiple of ')
      ? [format]
      : [];
  return [...own, ...Object.values(value).flatMap(unknownFormats)];
}

/** What its steps note about an operation that they have found. Without it the last one lets everything pass. */
async function findOperation(
  steps: Steps,
  operation: Operation,
): Promise<NonNullable<ValidatorRequest['openapi']>> {
  const request = toRequest(operation, emptyRequest(undefined), OPERATION_PATH);
  request.app = express();
  await run(steps, request).catch(toRefusals);
  if (request.openapi === undefined) throw new Error('express-openapi-validator does not find the operation');
  return request.openapi;
}

async function run(steps: Steps, request: ValidatorRequest): Promise<undefined> {
  for (const step of steps) {
    await new Promise<void>((resolve, reject) => {
      step(request, express.response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
    });
  }
}

type Spec = Awaited<Parameters<OpenApiValidator['installMiddleware']>[0]>;
type ApiSpec = Spec['apiDoc'];

/** What it would find in the document: the one operation. */
function routeOf({ method, parameters }: Operation): Omit<Spec, 'apiDoc'> {
  const pathParams = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
  const route = {
    basePath: '',
    expressRoute: OPERATION_PATH,
    openApiRoute: OPERATION_PATH,
    method: method.toUpperCase(),
    pathParams,
  };
  return { basePaths: ['/'], routes: [route], serial: 0 };
}

function apiSpec(document: object): ApiSpec {
  if (isApiSpec(document)) return document;
  throw new TypeError('not an OpenAPI 3.1 document');
}

function isApiSpec(document: object): document is ApiSpec {
  return 'openapi' in document && 'info' in document && 'paths' in document;
}

/** It reads and changes a request of Express; this one is not the real one, so that the change ends here. */
function toRequest(operation: Operation, data: PlainRequest, path: string): ValidatorRequest {
  const url = data.search === '' ? path : `${path}?${data.search}`;
  // The entry of the contract in place of the header: it keeps one validator for each value that it meets.
  const { 'content-type': _, ...others } = data.headers;
  // Forms are not its business: see `validatorDocument`.
  const media = data.isForm ? undefined : data.media;
  data.headers = media === undefined ? others : { ...others, 'content-type': media.type };
  const members = {
    method: plainMethod(operation).toUpperCase(),
    url,
    originalUrl: url,
    baseUrl: '',
    params: {},
    query: data.query,
    headers: data.headers,
    cookies: data.cookies,
    body: data.isForm ? undefined : data.body,
  };
  const request: ValidatorRequest = Object.create(express.request);
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(request, name, { value, writable: true, configurable: true, enumerable: true });
  }
  return request;
}

function textsOf(params: Readonly<Record<string, Json>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

function emptyRequest(media: MediaType | undefined): PlainRequest {
  const nothing = { params: {}, query: {}, headers: {}, cookies: {}, search: '' };
  return { ...nothing, body: undefined, isForm: false, media };
}

const PLACES: ReadonlyMap<string, Refusal['in']> = new Map([
  ['params', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
  ['cookies', 'cookie'],
  ['body', 'body'],
]);

/** @throws what is none of its refusals: its own crash */
function toRefusals(error: unknown): Refusal[] {
  const isRefusal = error instanceof Error && 'status' in error && 'errors' in error;
  if (!isRefusal || !Array.isArray(error.errors)) throw error;
  return error.errors.filter(isObject).map(({ path, message, errorCode }) => {
    const [field = '', ...rest] = fromPointer(String(path ?? ''));
    const place = PLACES.get(field);
    return {
      in: place ?? 'body',
      pointer: toPointer(rest),
      // `maxLength.openapi.validation`
      keyword: typeof errorCode === 'string' ? errorCode.split('.')[0] : undefined,
      message: String(message),
    };
  });
}
