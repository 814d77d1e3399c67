/** A parameter that is the whole query shares it with no other (OpenAPI 3.2 §4.12.1). */
import type { Locate, Operation } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';

/** A problem for each parameter `in: querystring` of which nobody could tell what it says. */
export function checkWholeQueries(operations: readonly Operation[], locate: Locate): ContractProblem[] {
  return operations.flatMap(({ id, parameters }) => {
    const [whole, another] = parameters.filter((parameter) => parameter.in === 'querystring');
    if (whole === undefined) return [];
    const beside = another ?? parameters.find((parameter) => parameter.in === 'query');
    const problem = (what: string, pointer: string): ContractProblem => {
      const message = `operation ${id}: parameter ${whole.name} is the whole query, ${what}`;
      return { message, severity: 'error', rule: 'querystring', location: locate(pointer) };
    };
    return [
      ...(beside === undefined
        ? []
        : [
            problem(
              `and ${beside.name} is in the query as well: make it a property of ${whole.name}`,
              beside.pointer,
            ),
          ]),
      ...(whole.mediaType === undefined
        ? [problem('and has no content: say by a media type how it is written', whole.pointer)]
        : []),
    ];
  });
}
