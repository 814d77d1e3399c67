/** Documents of other hosts: fetched with bounds, since it is data that names them. */
import { UnreadableSource } from './unreadable.ts';

/** Bounds on what is fetched. */
export interface RemoteLimits {
  /** Milliseconds until a document must be there. */
  readonly time: number;
  /** Bytes that a document may have. */
  readonly size: number;
  /** Documents that a contract may consist of. */
  readonly documents: number;
  /** Redirections of one document that are followed. */
  readonly redirects: number;
}

/** Far above what published contracts need: the largest known have some tens of megabytes. */
export const REMOTE_LIMITS: RemoteLimits = {
  time: 30_000,
  size: 64 * 2 ** 20,
  documents: 1_000,
  redirects: 5,
};

export interface RemoteDocument {
  readonly text: string;
  readonly mediaType: string | undefined;
}

/**
 * The text at `url`.
 *
 * @param mayAsk whether this host may be asked; a redirection may lead to another one
 * @throws {UnreadableSource} {Error} it cannot be had; the message names the URL and the bound that was met
 */
export async function fetchDocument(
  url: string,
  mayAsk: (url: string) => boolean,
  limits: RemoteLimits = REMOTE_LIMITS,
): Promise<RemoteDocument> {
  const signal = AbortSignal.timeout(limits.time);
  try {
    let place = url;
    for (let hops = 0; hops <= limits.redirects; hops++) {
      if (!mayAsk(place)) throw new UnreadableSource(`${place} is on another host`, ALLOW);
      const response = await fetch(place, { redirect: 'manual', signal });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        place = new URL(next, place).href;
        continue;
      }
      if (!response.ok) throw answered(place, response);
      const text = await readText(response, limits.size);
      return { text, mediaType: response.headers.get('content-type') ?? undefined };
    }
    throw new Error(`${url} redirects more than ${limits.redirects} times`);
  } catch (error) {
    if (signal.aborted) throw new Error(`${url} is not there after ${limits.time} ms`);
    // fetch wraps what the network says.
    throw error instanceof TypeError && error.cause instanceof Error
      ? new UnreadableSource(
          `nothing answers at ${url}: ${error.cause.message || String(error.cause)}`,
          'is the name of the host right, and is the network there?',
        )
      : error;
  }
}

const ALLOW = 'allow it with --allow-remote (allowRemote: true in code), or put a copy beside the contract';

function answered(place: string, { status, statusText }: Response): UnreadableSource {
  const remedy =
    status === 401 || status === 403
      ? 'it asks for a credential: fetch it yourself, and give the file'
      : 'is the URL right? Open it in a browser';
  return new UnreadableSource(`${place} answers ${status} ${statusText}`.trim(), remedy);
}

async function readText({ body, url }: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      throw new Error(`${url} has more than ${most} bytes`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
