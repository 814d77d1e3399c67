/** A row in the options of each command that reads a contract. */
export const allowRemoteOption = {
  'allow-remote': { type: 'boolean', description: 'Follow references of the contract to other hosts' },
} as const;
