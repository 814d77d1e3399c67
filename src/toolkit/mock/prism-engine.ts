/**
 * Prism as it is, behind a listener of ours: whatever a request does to it ends that request and nothing else. Prism's own
 * listener leaves a malformed body without an answer, and what is thrown while it reads parameters ends the process.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Contract } from '@countersign/contract';
import type { IHttpConfig, IHttpRequest } from '@stoplight/prism-http';
import { readPreference } from './preference.ts';

/** Bytes of a body, as in Prism's own listener. */
export const LARGEST_BODY = 10 * 1024 * 1024;

/**
 * Prism for `contract`. It serves the paths without the base path, reads requests its own way, and knows none of our
 * keywords.
 *
 * @param tell gets a line for each request that Prism fails at
 * @throws {Error} Prism cannot read the contract
 */
export async function prismListener(
  contract: Contract,
  tell: (line: string) => void,
): Promise<RequestListener> {
  // Prism takes a second to import.
  const [{ createLogger }, prismHttp, { serialize }] = await Promise.all([
    import('@stoplight/prism-core'),
    import('@stoplight/prism-http'),
    import('@stoplight/prism-http-server/dist/serialize.js'),
  ]);
  // Prism resolves references in place.
  const operations = await prismHttp.getHttpOperationsFromSpec(structuredClone(contract.document));
  const prism = prismHttp.createInstance(CONFIG, { logger: createLogger('mock', { level: 'silent' }) });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { code, example, dynamic, seed } = readPreference(request);
    const mock = {
      dynamic: dynamic === true,
      ...(code !== undefined && { code }),
      ...(example !== undefined && { exampleKey: example }),
      ...(seed !== undefined && { seed }),
    };
    const result = await prism.request(await readInput(request), operations, { ...CONFIG, mock })();
    if (result._tag === 'Left') throw result.left;
    const { statusCode, headers = {}, body } = result.right.output;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.statusCode = statusCode;
    response.end(serialize(body, String(response.getHeader('Content-Type') ?? '')));
  }

  return (request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      const requestId = randomUUID();
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const problem = prismHttp.ProblemJsonError.toProblemJson(error);
      if (problem.status >= 500)
        tell(`Prism failed at ${request.method} ${request.url} (request ${requestId}): ${error.message}`);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(problem.status, {
            'Content-Type': 'application/problem+json',
            'X-Request-Id': requestId,
          })
          .end(JSON.stringify(problem));
    });
  };
}

const CONFIG: IHttpConfig = {
  isProxy: false,
  mock: { dynamic: false },
  validateRequest: true,
  validateResponse: false,
  checkSecurity: true,
  errors: false,
  upstreamProxy: undefined,
};

/** A request as Prism's own listener reads it. */
async function readInput(request: IncomingMessage): Promise<IHttpRequest> {
  const { method = 'get', url = '/', headers } = request;
  const { pathname, searchParams } = new URL(url, 'http://mock');
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
  return {
    // Prism's router has an answer for methods that it does not know.
    method: method.toLowerCase() as IHttpRequest['method'],
    url: { path: pathname, query },
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: await readBody(request),
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST_BODY) throw refusal(413, `The body is larger than ${LARGEST_BODY} bytes.`);
    parts.push(part);
  }
  if (size === 0) return null;
  const text = Buffer.concat(parts).toString();
  if (!/[/+]json\b/i.test(request.headers['content-type'] ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(400, 'The body is no JSON.');
  }
}

function refusal(status: number, message: string): Error {
  return Object.assign(new Error(message), { status });
}
