import { type RoleName, type Roles, roleNames } from '@countersign/verify';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The credentials of a target, from the command line.
 *
 * @param credentials each `[ROLE:]SCHEME=VALUE`
 * @param known the security schemes of the contracts
 * @throws {UsageError} one is of another form, or for a scheme that no contract has
 */
export function readAuth(credentials: readonly string[], known: readonly string[]): Roles {
  const schemes: Record<RoleName, Record<string, string>> = { default: {}, limited: {}, otherTenant: {} };
  for (const credential of credentials) {
    const [, name = 'default', scheme, value] = /^(?:([a-z]+):)?([\w.-]+)=(.+)$/is.exec(credential) ?? [];
    const role = OLD_NAMES.get(name) ?? name;
    if (scheme === undefined || value === undefined || !isRoleName(role)) {
      throw new UsageError(
        `--auth must be [ROLE:]SCHEME=VALUE with a ROLE of ${roleNames.join(', ')}; got one that is not.`,
      );
    }
    // It would be sent with no request, and each would be refused.
    if (!known.includes(scheme)) {
      const names = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
      throw new UsageError(
        `--auth: the contract has no security scheme "${scheme}".${suggest(scheme, known)} (${names})`,
      );
    }
    schemes[role][scheme] = value;
  }
  const { limited, otherTenant } = schemes;
  return {
    default: { schemes: schemes.default },
    ...(Object.keys(limited).length === 0 ? {} : { limited: { schemes: limited } }),
    ...(Object.keys(otherTenant).length === 0 ? {} : { otherTenant: { schemes: otherTenant } }),
  };
}

/** What roles were called before; understood for one version more. */
const OLD_NAMES: ReadonlyMap<string, RoleName> = new Map([['stranger', 'otherTenant']]);

function isRoleName(name: string): name is RoleName {
  return roleNames.some((role) => role === name);
}
