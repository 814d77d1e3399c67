/** Reads an Arazzo document: the part of Arazzo 1.0.1 that scenarios over plain HTTP use. */

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  arrayOf,
  type Contract,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  readContract,
} from '@countersign/contract';
import { parse } from 'yaml';
import type { LoadSource } from '../model/options.ts';
import { filesOf, type PayloadFile } from './payload-files.ts';

export interface Scenarios {
  /** The contracts that the steps speak of, by the name of their source description. */
  readonly sources: ReadonlyMap<string, Contract>;
  readonly workflows: ReadonlyMap<string, Workflow>;
}

export interface Workflow {
  readonly id: string;
  readonly summary: string;
  /** The names of its inputs. */
  readonly inputs: readonly string[];
  readonly parameters: readonly StepParameter[];
  readonly steps: readonly Step[];
  readonly outputs: JsonObject;
  readonly failureActions: readonly FailureAction[];
}

export interface Step {
  readonly id: string;
  /** What it does: a request, or another workflow. */
  readonly does:
    | { readonly source: string | undefined; readonly operationId: string }
    | { readonly workflowId: string };
  readonly parameters: readonly StepParameter[];
  readonly contentType: string | undefined;
  /** With expressions in it; `undefined` for no body. */
  readonly payload: Json | undefined;
  /** The files that the payload names, by their expressions. */
  readonly files: ReadonlyMap<string, PayloadFile>;
  readonly successCriteria: readonly Criterion[];
  readonly outputs: JsonObject;
  readonly failureActions: readonly FailureAction[];
}

export interface StepParameter {
  readonly name: string;
  /** `undefined` for an input of a workflow. */
  readonly in: string | undefined;
  readonly value: Json;
}

export interface Criterion {
  readonly condition: string;
  readonly type: 'simple' | 'regex';
  /** What a `regex` is matched with. */
  readonly context: string | undefined;
}

export interface FailureAction {
  readonly type: 'retry' | 'goto' | 'end';
  /** Seconds. */
  readonly retryAfter: number;
  readonly retryLimit: number;
  readonly stepId: string | undefined;
  readonly criteria: readonly Criterion[];
}

/** An Arazzo document that cannot be run, and why. */
export class ScenarioError extends Error {}

export interface LoadScenariosOptions {
  /** Contracts that are loaded already, by source name. */
  readonly known?: Readonly<Record<string, Contract>>;
  /** Reads the others. @default bundled ones (`contract.json`) alone can be read */
  readonly load?: LoadSource | undefined;
}

/**
 * Reads Arazzo files, and the contracts that they name.
 *
 * @throws {ScenarioError} one uses what is not supported here; {ContractError} a contract is broken
 */
export async function loadScenarios(
  files: readonly (string | URL)[],
  { known = {}, load = loadBundled }: LoadScenariosOptions = {},
): Promise<Scenarios> {
  const sources = new Map<string, Contract>(Object.entries(known));
  const workflows = new Map<string, Workflow>();
  for (const given of files) {
    const file = given instanceof URL ? fileURLToPath(given) : given;
    const document: unknown = parse(await readFile(file, 'utf8'));
    if (!isObject(document) || typeof document['arazzo'] !== 'string') {
      throw new ScenarioError(`${basename(file)} is no Arazzo document: it has no "arazzo" member`);
    }
    for (const source of arrayOf(document['sourceDescriptions']).filter(isObject)) {
      const name = String(source['name']);
      if (sources.has(name)) continue;
      sources.set(name, await load(resolve(dirname(file), String(source['url']))));
    }
    const read = (path: string): PayloadFile => readPayloadFile(resolve(dirname(file), path));
    for (const [id, workflow] of readWorkflows(document, read)) {
      if (workflows.has(id)) throw new ScenarioError(`${basename(file)}: there is another workflow ${id}`);
      workflows.set(id, workflow);
    }
  }
  return { sources, workflows };
}

/** What bundles contracts is not of this package. */
async function loadBundled(file: string): Promise<Contract> {
  if (extname(file) === '.json') return await readContract(file);
  throw new ScenarioError(
    `${file} is no bundled contract: give \`loadContract\` of the package countersign as scenarios.load`,
  );
}

function readPayloadFile(path: string): PayloadFile {
  try {
    return { name: basename(path), bytes: readFileSync(path) };
  } catch (error) {
    throw new ScenarioError(`${path}, which a payload names, cannot be read`, { cause: error });
  }
}

/** The workflows of a parsed Arazzo document, by id. `read` gives the files that payloads name. */
export function readWorkflows(document: JsonObject, read: ReadFile = readPayloadFile): Map<string, Workflow> {
  const components = objectOf(document['components']);
  const workflows = arrayOf(document['workflows']).filter(isObject);
  return new Map(
    workflows.map((workflow) => [String(workflow['workflowId']), readWorkflow(workflow, components, read)]),
  );
}

type ReadFile = (path: string) => PayloadFile;

function readWorkflow(workflow: JsonObject, components: JsonObject, read: ReadFile): Workflow {
  const id = String(workflow['workflowId']);
  const inputs = objectOf(workflow['inputs']);
  const reference = typeof inputs['$ref'] === 'string' ? (inputs['$ref'].split('/').at(-1) ?? '') : undefined;
  const schema = reference === undefined ? inputs : objectOf(objectOf(components['inputs'])[reference]);
  return {
    id,
    summary: typeof workflow['summary'] === 'string' ? workflow['summary'] : id,
    inputs: Object.keys(objectOf(schema['properties'])),
    parameters: readParameters(workflow['parameters'], components),
    steps: arrayOf(workflow['steps'])
      .filter(isObject)
      .map((step) => readStep(step, components, id, read)),
    outputs: objectOf(workflow['outputs']),
    failureActions: readFailureActions(workflow['failureActions'], components, id),
  };
}

function readStep(step: JsonObject, components: JsonObject, workflow: string, read: ReadFile): Step {
  const id = String(step['stepId']);
  const place = `${workflow}, step ${id}`;
  const body = objectOf(step['requestBody']);
  if (
    step['operationPath'] !== undefined ||
    body['replacements'] !== undefined ||
    step['onSuccess'] !== undefined
  ) {
    throw new ScenarioError(`${place}: operationPath, replacements and onSuccess are not supported`);
  }
  return {
    id,
    does: readAction(step, place),
    parameters: readParameters(step['parameters'], components),
    contentType: typeof body['contentType'] === 'string' ? body['contentType'] : undefined,
    payload: body['payload'],
    files: filesOf(body['payload'], read),
    successCriteria: readCriteria(step['successCriteria'], place),
    outputs: objectOf(step['outputs']),
    failureActions: readFailureActions(step['onFailure'], components, place),
  };
}

function readAction(step: JsonObject, place: string): Step['does'] {
  const { operationId, workflowId } = step;
  if (typeof workflowId === 'string') return { workflowId };
  if (typeof operationId !== 'string')
    throw new ScenarioError(`${place} has neither operationId nor workflowId`);
  const [, source, name] = /^\$sourceDescriptions\.([^.]+)\.(.+)$/.exec(operationId) ?? [];
  return { source, operationId: name ?? operationId };
}

function readParameters(value: Json | undefined, components: JsonObject): StepParameter[] {
  return arrayOf(value)
    .filter(isObject)
    .map((parameter) => {
      const resolved = { ...referenced(parameter, components), ...parameter };
      const { name, in: place, value: own = null } = resolved;
      return { name: String(name), in: typeof place === 'string' ? place : undefined, value: own };
    });
}

function readFailureActions(value: Json | undefined, components: JsonObject, place: string): FailureAction[] {
  return arrayOf(value)
    .filter(isObject)
    .map((action) => {
      const { type, retryAfter, retryLimit, stepId, criteria } = {
        ...referenced(action, components),
        ...action,
      };
      if (type !== 'retry' && type !== 'goto' && type !== 'end') {
        throw new ScenarioError(
          `${place}: a failure action is retry, goto or end, found ${JSON.stringify(type)}`,
        );
      }
      return {
        type,
        retryAfter: typeof retryAfter === 'number' ? retryAfter : 0,
        // Arazzo 1.0.1 §4.6.8: one retry where nothing is said.
        retryLimit: typeof retryLimit === 'number' ? retryLimit : 1,
        stepId: typeof stepId === 'string' ? stepId : undefined,
        criteria: readCriteria(criteria, place),
      };
    });
}

function readCriteria(value: Json | undefined, place: string): Criterion[] {
  return arrayOf(value)
    .filter(isObject)
    .map(({ condition, type = 'simple', context }) => {
      if (type !== 'simple' && type !== 'regex') {
        throw new ScenarioError(`${place}: criteria of type ${JSON.stringify(type)} are not supported`);
      }
      return {
        condition: String(condition),
        type,
        context: typeof context === 'string' ? context : undefined,
      };
    });
}

/** `{ reference: $components.parameters.apiKey }` → what stands there. */
function referenced({ reference }: JsonObject, components: JsonObject): JsonObject {
  const [, group, name] =
    /^\$components\.([^.]+)\.(.+)$/.exec(typeof reference === 'string' ? reference : '') ?? [];
  return group === undefined || name === undefined ? {} : objectOf(objectOf(components[group])[name]);
}
