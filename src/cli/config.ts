/** `countersign.config.ts`: which contracts there are, what each is generated into, and what it is verified against. */

export interface ContractConfig {
  /** The root file of the contract. */
  readonly contract: string;
  /** The folder it is generated into. */
  readonly generated: string;
  /** Arazzo files whose workflows reach the answers that one request alone cannot provoke. */
  readonly scenarios?: readonly string[];
  readonly targets?: {
    /** Starts the server that keeps this contract, for `countersign verify` without `--url`. */
    readonly server?: () => Promise<StartedTarget>;
  };
}

export interface StartedTarget {
  readonly url: string;
  close(): Promise<void>;
}

/** Paths are relative to the folder of the config file. */
export interface CountersignConfig {
  readonly contracts: Readonly<Record<string, ContractConfig>>;
  /** The Redocly configuration whose rules `lint` and `generate` hold. @default `redocly.yaml`, where it exists */
  readonly lint?: string;
}

/** Types the content of `countersign.config.ts`. */
export function defineConfig<const Config extends CountersignConfig>(config: Config): Config {
  return config;
}
