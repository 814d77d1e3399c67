import type { RunEvents } from '@countersign/verify';
import type { Terminal } from './command.ts';
import { count } from './count.ts';

/** Milliseconds between two looks of a line on a screen. */
const SCREEN_INTERVAL = 100;

/** Milliseconds between two lines where nobody watches. */
const LOG_INTERVAL = 10_000;

/** Tells how a run goes on: in one line that changes on a screen, in a line now and then elsewhere. */
export class ProgressLine {
  readonly #terminal: Pick<Terminal, 'show' | 'tell'>;
  readonly #name: string;
  readonly #now: () => number;
  readonly #started: number;
  #phase = '';
  #done = 0;
  #findings = 0;
  #told: number;
  #waitsUntil = 0;

  /** @param now milliseconds, from any beginning */
  constructor(terminal: Pick<Terminal, 'show' | 'tell'>, name: string, now: () => number) {
    this.#terminal = terminal;
    this.#name = name;
    this.#now = now;
    this.#started = now();
    this.#told = this.#started;
  }

  readonly result: RunEvents['result'] = ({ phase }, { done, findings }) => {
    this.#phase = phase;
    this.#done = done;
    this.#findings = findings;
    this.#tell();
  };

  readonly waiting: RunEvents['waiting'] = (milliseconds) => {
    const isNew = this.#now() >= this.#waitsUntil;
    this.#waitsUntil = this.#now() + milliseconds;
    if (this.#terminal.show !== undefined) this.#terminal.show(this.#line());
    else if (isNew) this.#terminal.tell(this.#line());
  };

  /** Takes the line away. */
  end(): void {
    this.#terminal.show?.(undefined);
  }

  #tell(): void {
    const now = this.#now();
    const { show, tell } = this.#terminal;
    if (now - this.#told < (show === undefined ? LOG_INTERVAL : SCREEN_INTERVAL)) return;
    this.#told = now;
    if (show === undefined) tell(this.#line());
    else show(this.#line());
  }

  /** `campaign · negative · 412 cases · 128/s · 2 findings` */
  #line(): string {
    const now = this.#now();
    const wait = Math.ceil((this.#waitsUntil - now) / 1000);
    const rate = Math.round(this.#done / Math.max(0.001, (now - this.#started) / 1000));
    return [
      this.#name,
      ...(this.#phase === '' ? [] : [this.#phase]),
      count(this.#done, 'case'),
      `${rate}/s`,
      this.#findings === 0 ? 'no findings' : count(this.#findings, 'finding'),
      ...(wait > 0 ? [`answered 429: waiting ${wait} s`] : []),
    ].join(' · ');
  }
}
