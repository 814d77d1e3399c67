/** Puts a service together: configuration → storage → outreach → apis → Express. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Contract, RateLimit } from '@countersign/contract';
import type { ServerEvent } from '@countersign/server';
import express from 'express';
import { type Api, apis } from './apis/apis.ts';
import type { ApiParts } from './apis/parts.ts';
import { type Demo, keptDemo, makeDemo } from './demo.ts';
import { listen } from './listen.ts';
import type { MailOptions } from './mail/options.ts';
import { mailGateway } from './mail-gateway.ts';
import { digestOf, keptOperatorToken, newOperatorToken, operatorTokenFile } from './operator-token.ts';
import type { MailGateway } from './outreach/mail.ts';
import { createOutreach } from './outreach/outreach.ts';
import { pages } from './pages.ts';
import { readProspectFile } from './read-prospect-file.ts';
import { SECRET_KEY_SIZE, secretKey } from './storage/secret-box.ts';
import { loadSecretKeys, type SecretKeyMade } from './storage/secret-keys.ts';
import { openStorage } from './storage/storage.ts';

export interface ServiceOptions {
  /** The SQLite file, made with its folder if it is missing, or `:memory:`. */
  readonly dataFile: string;
  /** 0 for any free port; if it is taken, the next free one. */
  readonly port: number;
  /** @default all interfaces */
  readonly host?: string;
  /** Whether to make something to try: a workspace with mailboxes, a prospect and a key of each API. */
  readonly demo: boolean;
  /** @default the one kept beside the data file, made at the first start */
  readonly operatorToken?: string;
  /** What is served. @default every API there is */
  readonly apis?: readonly Api[];
  /** Limits of the Settings API. @default those of its contract */
  readonly operatorRateLimits?: readonly RateLimit[];
  /**
   * What secrets are sealed with: COUNTERSIGN_SECRET_KEY.
   *
   * @default the ones kept beside the data file, made at the first start; in memory, one that is lost with it
   */
  readonly secretKeys?: string | undefined;
  /** How mail servers are talked to, or who does it instead. @default on the public internet only */
  readonly mail?: MailOptions | MailGateway | undefined;
  readonly log: (event: ServiceEvent) => void;
}

/** What the operator should know. */
export type ServiceEvent = ServerEvent | SecretKeyMade | BackgroundException;

/** Something went wrong in work that no request waits for. */
export interface BackgroundException {
  readonly event: 'background_exception';
  readonly error: unknown;
}

export interface Service {
  readonly url: string;
  readonly port: number;
  readonly contracts: readonly Contract[];
  readonly operatorToken: string;
  readonly demo: Demo | undefined;
  /** Answers the open requests, then closes the storage. */
  close(): Promise<void>;
}

/** Starts all APIs, their docs and health checks on one port. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { dataFile, demo, log } = options;
  const isKept = dataFile !== ':memory:';
  if (isKept) await mkdir(dirname(dataFile), { recursive: true });
  const now = () => new Date();
  const secretKeys = isKept
    ? await loadSecretKeys({ setting: options.secretKeys, dataFile, randomBytes, onEvent: log })
    : ([secretKey(randomBytes(SECRET_KEY_SIZE))] as const);
  const storage = await openStorage({ file: dataFile, now, randomBytes, secretKeys });
  try {
    const { mail: given = {} } = options;
    const mail = 'send' in given ? given : mailGateway(given);
    const outreach = createOutreach({
      storage,
      mail,
      readProspectFile,
      now,
      newId: randomUUID,
      randomBytes,
      report: (error) => log({ event: 'background_exception', error }),
    });
    const operatorToken =
      options.operatorToken ??
      (isKept
        ? await keptOperatorToken(operatorTokenFile(dataFile), randomBytes)
        : newOperatorToken(randomBytes));
    const parts: ApiParts = {
      outreach,
      stores: {
        idempotency: storage.idempotency,
        rateLimits: storage.rateLimits,
        unitOfWork: (run) => storage.unitOfWork.transaction(run),
      },
      operator: { tokenDigest: digestOf(operatorToken), rateLimits: options.operatorRateLimits },
      now,
      newRequestId: () => `req_${randomBytes(REQUEST_ID_BYTES).toString('hex')}`,
      log,
    };
    const app = express().disable('x-powered-by');
    const contracts: Contract[] = [];
    for (const serve of options.apis ?? apis) {
      const served = await serve(parts);
      contracts.push(served.contract);
      app.use(served.app);
    }
    app.use(
      pages({ contracts, isReady: async () => (await outreach.workspaces.list({ limit: 1 })) !== undefined }),
    );
    const made = demo ? await (isKept ? keptDemo(outreach, dataFile) : makeDemo(outreach)) : undefined;
    await outreach.jobs.resume();
    const listening = await listen(app, options.port, options.host).catch(async (error: unknown) => {
      await outreach.jobs.stop();
      throw error;
    });
    return {
      url: `http://localhost:${listening.port}`,
      port: listening.port,
      contracts,
      operatorToken,
      demo: made,
      close: async () => {
        await listening.close();
        await outreach.jobs.stop();
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** 128 random bits: no two requests have the same id. */
const REQUEST_ID_BYTES = 16;
