import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { MailFault } from './failure.ts';
import type { MailOptions, Resolve } from './options.ts';
import { isPublicAddress } from './public-address.ts';

const systemResolver: Resolve = (host) => dns.lookup(host, { all: true });

/**
 * Resolves a host once, and gives a lookup that knows nothing but the addresses that were found and
 * checked: a name that means another address a moment later (DNS rebinding) leads nowhere. The connection is
 * still made to the name, so that the certificate has to be the name's.
 *
 * @throws MailFault `dns`, `private_host`, or `timeout`
 */
export async function routeTo(
  host: string,
  options: MailOptions,
  deadline: AbortSignal,
): Promise<LookupFunction> {
  const addresses = await resolveBefore(deadline, host, options.resolve ?? systemResolver);
  const [first] = addresses;
  if (first === undefined) throw new MailFault('dns', 'ENODATA');
  if (options.allowPrivateHosts !== true && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new MailFault('private_host', 'EPRIVATE');
  }
  return (_host, { all }, callback) => {
    if (all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

async function resolveBefore(
  deadline: AbortSignal,
  host: string,
  resolve: Resolve,
): Promise<readonly LookupAddress[]> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const expire = (): void => reject(new MailFault('timeout', 'EAI_AGAIN'));
  deadline.addEventListener('abort', expire, { once: true });
  try {
    return await Promise.race([resolve(host), expired]);
  } catch (error) {
    if (error instanceof MailFault) throw error;
    throw new MailFault('dns', error instanceof Error && 'code' in error ? String(error.code) : 'ENOTFOUND');
  } finally {
    deadline.removeEventListener('abort', expire);
  }
}
