/** `countersign.config.ts`: which contracts there are, what each is generated into, and what it is verified against. */
import type { Given, ScenarioOptions, Target } from '@countersign/verify';

/** One contract of the configuration. */
export interface ContractConfig {
  /** The root file of the contract. */
  readonly contract: string;
  /** The folder it is generated into. */
  readonly generated: string;
  /** Arazzo files whose workflows reach the answers that one request alone cannot provoke. */
  readonly scenarios?: readonly string[];
  readonly targets?: {
    /** Starts the server that is to keep this contract, for `countersign verify` without `--url`. */
    readonly server?: () => Promise<StartedTarget>;
  };
}

/** A running target, with what a run needs to know of it. */
export interface StartedTarget extends Target {
  /** Ids that exist there, by kind: `{ MailboxId: 'mbx_1' }`. */
  readonly given?: Given;
  /** Most different ids of one kind that are made for one request. */
  readonly mostIds?: number;
  /** The inputs of the scenarios. */
  readonly inputs?: ScenarioOptions['inputs'];
  /** Where the other contracts of the scenarios are served. @default the same origin */
  readonly servers?: ScenarioOptions['servers'];
  close(): Promise<void>;
}

/** Paths are relative to the folder of the config file. */
export interface CountersignConfig {
  readonly contracts: Readonly<Record<string, ContractConfig>>;
  /** The Redocly configuration whose rules `lint` and `generate` hold. @default `redocly.yaml`, where it exists */
  readonly lint?: string;
  /** Whether rules of style stop `generate`, and their warnings `lint`. @default false */
  readonly strict?: boolean;
}

/** Types the content of `countersign.config.ts`. */
export function defineConfig<const Config extends CountersignConfig>(config: Config): Config {
  return config;
}
