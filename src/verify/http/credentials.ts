/** Puts a role's credential into a request, or what stands in its place. */
import type { Contract, Operation, SecurityAlternative, SecurityScheme } from '@countersign/contract';
import type { CredentialKind } from '../model/case.ts';
import type { HeaderLine, WireRequest } from '../model/exchange.ts';
import type { Role, RoleName, Roles } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';

/**
 * `request` with the credential that `operation` asks for, as far as `role` has it.
 *
 * @throws {Unavailable} it asks for two that go into one field
 */
export function withCredential(
  contract: Contract,
  operation: Operation,
  role: Role,
  kind: CredentialKind,
  request: WireRequest,
): WireRequest {
  if (kind === 'none') return request;
  return alternativeFor(contract, operation, role).reduce<WireRequest>((signed, { scheme: name }) => {
    const scheme = contract.securitySchemes.get(name);
    const credential = role.schemes[name];
    return scheme === undefined || credential === undefined
      ? signed
      : sign(signed, scheme, disguise(credential, kind), kind);
  }, request);
}

/** The first alternative that the role has every credential for, and that can be sent; else the first at all. */
function alternativeFor(
  { securitySchemes }: Contract,
  { security }: Operation,
  role: Role,
): SecurityAlternative {
  const complete = security.filter((alternative) =>
    alternative.every(({ scheme }) => role.schemes[scheme] !== undefined),
  );
  const isSendable = (alternative: SecurityAlternative): boolean => {
    const texts = alternative.flatMap(({ scheme: name }): string[] => {
      const scheme = securitySchemes.get(name);
      return scheme === undefined || scheme.type === 'apiKey'
        ? []
        : [authorization(scheme, role.schemes[name] ?? '', 'valid')];
    });
    return new Set(texts).size < 2;
  };
  return complete.find(isSendable) ?? complete[0] ?? security[0] ?? [];
}

/** Whose credential a case uses, or `undefined` where the target has no such role. */
export function roleFor(roles: Roles, name: RoleName, { security }: Operation): Role | undefined {
  if (name !== 'limited') return roles[name];
  const { limited = [] } = roles;
  const candidates = 'schemes' in limited ? [limited] : limited;
  const suffices = (scopes: readonly string[], alternative: SecurityAlternative): boolean =>
    alternative.every((requirement) => requirement.scopes.every((scope) => scopes.includes(scope)));
  return candidates.find(({ scopes = [] }) => !security.some((alternative) => suffices(scopes, alternative)));
}

function sign(
  request: WireRequest,
  scheme: SecurityScheme,
  credential: string,
  kind: CredentialKind,
): WireRequest {
  if (scheme.type !== 'apiKey' || kind === 'other scheme') {
    return withAuthorization(request, authorization(scheme, credential, kind));
  }
  const text = kind === 'malformed' ? '!' : credential;
  if (scheme.in === 'header') return withHeader(request, scheme.name, text);
  if (scheme.in === 'cookie') {
    const others = request.headers.filter(([name]) => name === 'Cookie').map(([, value]) => value);
    const cookie = [...others, `${scheme.name}=${encodeURIComponent(text)}`].join('; ');
    return withHeader(
      { ...request, headers: request.headers.filter(([name]) => name !== 'Cookie') },
      'Cookie',
      cookie,
    );
  }
  const separator = request.target.includes('?') ? '&' : '?';
  const pair = `${encodeURIComponent(scheme.name)}=${encodeURIComponent(text)}`;
  return { ...request, target: `${request.target}${separator}${pair}` };
}

/** RFC 9110 §11.6.2; a malformed field names the scheme and has nothing that it can read. */
function authorization(scheme: SecurityScheme, credential: string, kind: CredentialKind): string {
  const isHttp = scheme.type !== 'apiKey';
  const isBasic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
  // Another scheme than the contract's, whatever it is: an API key is in no such field at all.
  const writesBasic = kind === 'other scheme' ? isHttp && !isBasic : isBasic;
  if (kind === 'malformed') return writesBasic ? 'Basic !' : 'Bearer';
  return writesBasic ? `Basic ${Buffer.from(credential).toString('base64')}` : `Bearer ${credential}`;
}

/** RFC 9110 §11.6.2: the field holds one credential, which may serve several schemes. */
function withAuthorization(request: WireRequest, value: string): WireRequest {
  const [, other] = request.headers.find(([name]) => name === 'Authorization') ?? [];
  if (other === undefined) return withHeader(request, 'Authorization', value);
  if (other === value) return request;
  throw new Unavailable('the contract asks for two credentials at once that go into one Authorization field');
}

function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  const line: HeaderLine = [name, value];
  return { ...request, headers: [...request.headers, line] };
}

/** A credential of the same form that was never issued: its letters and digits are moved on by one. */
function disguise(credential: string, kind: CredentialKind): string {
  if (kind === 'valid' || kind === 'malformed') return credential;
  // A secret may end with the character that ends a prefix.
  const [, prefix = '', secret = credential] = /^(.*[_:])?(.*[a-z0-9].*)$/is.exec(credential) ?? [];
  return prefix + secret.replaceAll(/[a-z0-9]/gi, next);
}

function next(character: string): string {
  const rows = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789'];
  const row = rows.find((row) => row.includes(character)) ?? character;
  return row[(row.indexOf(character) + 1) % row.length] ?? character;
}
