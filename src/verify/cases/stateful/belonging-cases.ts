/** A child belongs to its parent: under another one it is not found. */
import { Unavailable } from '../../model/unavailable.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { Made } from './sequence-context.ts';

export function belongingCases(_: Planning, resource: Resource): SequenceCase[] {
  const { create, read, path } = resource;
  const isChild = /\{[^}]+\}\/.*\{[^}]+\}$/.test(path);
  if (!isChild || create === undefined || read === undefined) return [];
  return [
    {
      name: sequenceName(read, 'under another parent', '404'),
      phase: 'stateful',
      operation: read,
      why: 'What lies in one parent is not found in another one, or the path means nothing.',
      requests: [create.id, create.id, read.id],
      alone: false,
      async play(sequence) {
        const [child, other] = [await sequence.make(resource), await sequence.make(resource)];
        const isSame = parentsOf(child) === parentsOf(other);
        if (isSame) throw new Unavailable('there is only one parent');
        // Under its own parent it is found, or else the answer proves nothing.
        const own = await sequence.send(sequence.on(child, read));
        if (own.status >= 300) throw new Unavailable(`${read.id} answered ${own.status}`);
        const answer = await sequence.send(sequence.on({ ...other, id: child.id }, read));
        if (answer.status >= 300) return [];
        const parents = `${JSON.stringify(parentsOf(other))} instead of ${JSON.stringify(parentsOf(child))}`;
        return [
          sequence.observed(
            'wrong parent',
            {
              detail: '',
              message: `answered ${answer.status} for a child under another parent: ${parents}`,
              expected: '404',
              actual: String(answer.status),
            },
            read,
          ),
        ];
      },
    },
  ];
}

/** The ids around the resource. */
function parentsOf({ known, resource }: Made): string {
  return [...known]
    .filter(([name]) => name !== resource.kind && name !== resource.parameter.name)
    .map(([, value]) => String(value))
    .join(' ');
}
