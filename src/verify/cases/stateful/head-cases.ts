/** HEAD is answered as GET is, without a body (RFC 9110 §9.3.2). */
import type { Operation } from '@countersign/contract';
import type { Answered } from '../../model/answered.ts';
import { headerOf } from '../../model/exchange.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { Planning } from './planning.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';

export function headCases({ templates, context }: Planning, operation: Operation): SequenceCase[] {
  const draft = templates.plain(operation);
  const hasOwnHead = context.contract.operations.some(
    ({ method, path }) => method === 'head' && path === operation.path,
  );
  if (operation.method !== 'get' || typeof draft === 'string' || hasOwnHead) return [];
  return [
    {
      name: sequenceName(operation, 'HEAD', 'as GET, without a body'),
      phase: 'protocol',
      operation,
      why: 'RFC 9110 §9.3.2: HEAD is identical to GET, but that no content is sent.',
      requests: [operation.id, `HEAD ${operation.path}`],
      alone: false,
      async play(sequence) {
        const get = await sequence.send({ ...draft, resource: 'shared' });
        const head = await sequence.send({ ...get.draft, override: { method: 'HEAD' } });
        // A server may have no HEAD where the contract documents none.
        if ([404, 405, 501].includes(head.status)) throw new Unavailable(`HEAD is answered ${head.status}`);
        const [one, other] = [get, head].map(describe);
        if (one === other) return [];
        return [
          sequence.observed(
            'unexpected status',
            {
              detail: 'HEAD',
              message: `HEAD is answered ${other}, and GET ${one}`,
              expected: `${one}`,
              actual: `${other}`,
            },
            operation,
          ),
        ];
      },
    },
  ];
}

/** `200 application/json` */
function describe({ status, exchange: { response } }: Answered): string {
  const type = response && headerOf(response, 'content-type');
  return type === undefined ? String(status) : `${status} ${type}`;
}
