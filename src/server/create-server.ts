import type { Express } from 'express';
import type { Contract } from '../contract/contract.ts';
import type { Closed, Handlers } from './handlers.ts';
import type { Principal, ServerOptions } from './options.ts';

export declare function createServer<
  Operations,
  P extends Principal,
  Given extends Handlers<Operations, P, Public>,
  const Public extends keyof Operations = never,
>(
  contract: Contract<Operations>,
  handlers: Given & Closed<Operations, NoInfer<Given>>,
  options: ServerOptions<P, Public>,
): Promise<Express>;
