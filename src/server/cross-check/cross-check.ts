/** The second opinion on requests: express-openapi-validator, beside the path and never on it. */
import type { Contract, Operation, Violation } from '@countersign/contract';
import type { ServerEvent } from '../events.ts';
import type { RequestData } from '../request-data.ts';
import type { CustomFormats, PlainValidator } from './express-openapi-validator.ts';
import { knownFaults } from './known-faults.ts';
import { plainRequest } from './plain-request.ts';

/** Told what the server found of a request; it says by an event where the other validator disagrees. */
export interface CrossCheck {
  /** A request before it is validated, since that fills in defaults. */
  take(
    operation: Operation,
    data: RequestData,
  ): (violations: readonly Violation[], requestId: string) => Promise<void>;
}

/** Validators are made for each operation when it is asked for first. */
export function crossCheck(
  contract: Contract,
  log: (event: ServerEvent) => void,
  formats: CustomFormats,
): CrossCheck {
  const validators = new Map<Operation, Promise<PlainValidator | undefined>>();
  const make = async (operation: Operation): Promise<PlainValidator | undefined> => {
    try {
      // Not imported before it is asked for: in production it never is.
      const { plainValidator } = await import('./express-openapi-validator.ts');
      return await plainValidator(contract, operation, formats);
    } catch (error) {
      log({ event: 'no_cross_check', operation, error });
      return undefined;
    }
  };
  const validatorOf = (operation: Operation): Promise<PlainValidator | undefined> => {
    const known = validators.get(operation) ?? make(operation);
    validators.set(operation, known);
    return known;
  };
  return {
    take(operation, data) {
      const request = plainRequest(operation, data);
      return async (violations, requestId) => {
        const validate = await validatorOf(operation);
        if (validate === undefined) return;
        const refusals = await validate(request);
        if (refusals.length > 0 === violations.length > 0) return;
        if (knownFaults({ contract, operation, data, violations, refusals }).length > 0) return;
        log({ event: 'disagreement', requestId, operation, violations, refusals });
      };
    },
  };
}
