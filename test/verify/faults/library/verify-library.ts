/** Verifies a library, correct or faulty. */
import { loadContract } from '../../../../src/toolkit/bundle/load-contract.ts';
import type { VerifyOptions } from '../../../../src/verify/model/options.ts';
import type { Report } from '../../../../src/verify/report/report.ts';
import { verify } from '../../../../src/verify/verify.ts';
import { libraryDocument } from './contract.ts';
import { type LibraryBehaviour, startLibrary, tokens } from './server.ts';

export const library = await loadContract(libraryDocument, { name: 'library' });

const role = (token: string) => ({ schemes: { token } });
export const roles = {
  default: role(tokens.default),
  limited: role(tokens.limited),
  otherTenant: role(tokens.otherTenant),
};

export async function verifyLibrary(
  behaviour: Partial<LibraryBehaviour> = {},
  options: Omit<VerifyOptions, 'target'> = {},
): Promise<Report> {
  const server = await startLibrary(behaviour);
  try {
    return await verify(library, { ...options, target: { baseUrl: server.url, roles } });
  } finally {
    await server.close();
  }
}
