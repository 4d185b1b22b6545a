import type { Cli } from '../../cli.ts';

/** SGR codes of the containers' names, one after the other. */
const RAINBOW = ['36', '33', '32', '35', '34', '36;1', '33;1', '32;1', '35;1', '34;1'];
/** What `watch` says has a colour and a prefix of its own. */
export const WATCH_LOGGER = '#watch';
const WATCH_COLOR = '92';
const CLEAR_LINE = '\r\x1b[K';

export interface LogStyle {
  readonly hasColor: boolean;
  /** 'web-1  | ' before each line. */
  readonly hasPrefix: boolean;
  /** The time each line came, where the daemon does not say it. */
  readonly hasTime: boolean;
}

interface Presenter {
  readonly paint: (text: string) => string;
  readonly name: string;
}

/**
 * Lines of several containers on one terminal: each with its container's name before it, aligned, in a colour of its
 * own. Colours go by the order of `register`.
 */
export class LogConsumer {
  readonly #presenters = new Map<string, Presenter>();
  #colors = 0;
  #width = 0;

  constructor(
    private readonly cli: Cli,
    private readonly style: LogStyle,
  ) {}

  register(name: string): void {
    this.#register(name);
  }

  /** A line of stdout. 'NAME ->' is a hook of the container NAME. */
  log(name: string, line: string): Promise<void> {
    return this.cli.out(this.#lines(name, line));
  }

  /** A line of stderr. */
  error(name: string, line: string): Promise<void> {
    return this.cli.err(this.#lines(name, line));
  }

  /** 'web-1 exited with code 0' */
  status(name: string, message: string): Promise<void> {
    return this.cli.out(this.#presenter(name).paint(`${CLEAR_LINE}${name} ${message}\n`));
  }

  #lines(name: string, message: string): string {
    const presenter = this.#presenter(name);
    const time = this.style.hasTime ? nowText() : '';
    const prefix = this.#prefix(presenter);
    return message
      .split('\n')
      .map((line) => `${prefix}${time}${line}\n`)
      .join('');
  }

  #prefix({ name, paint }: Presenter): string {
    if (!this.style.hasPrefix) return '';
    if (name === WATCH_LOGGER) return paint(`${' '.repeat(this.#width)} ⦿ `);
    return paint(`${name.padEnd(this.#width)} | `);
  }

  #presenter(name: string): Presenter {
    return this.#presenters.get(name) ?? this.#register(name);
  }

  #register(name: string): Presenter {
    const space = name.indexOf(' ');
    const paint = space === -1 ? this.#nextColor(name) : this.#presenter(name.slice(0, space)).paint;
    const presenter = { name, paint };
    this.#presenters.set(name, presenter);
    this.#width = Math.max(...[...this.#presenters.keys()].map((one) => one.length)) + 1;
    return presenter;
  }

  #nextColor(name: string): (text: string) => string {
    if (!this.style.hasColor) return (text) => text;
    const code = name === WATCH_LOGGER ? WATCH_COLOR : (RAINBOW[this.#colors++ % RAINBOW.length] ?? '0');
    return (text) => `\x1b[${code}m${text}\x1b[0m`;
  }
}

/** '2026-01-02T03:04:05.678000000Z' */
function nowText(): string {
  return new Date().toISOString().replace('Z', '000000Z');
}
