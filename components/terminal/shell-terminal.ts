import { reasonOf } from '@/components/language/reason.ts';
import { spokenNow } from '@/components/language/spoken.ts';
import type { Words } from '@/components/language/words/words.ts';
import type { SandboxClient, TerminalSession } from '@/emulator/browser/sandbox-client.ts';
import type { Screen } from './screen.ts';
import { heldControl } from './touch-keys.ts';

/** 'waiting' for the machine, 'open', 'exited' (Enter starts a new shell), 'lost' with its machine. */
export type ShellState = 'waiting' | 'opening' | 'open' | 'exited' | 'lost';

/** A new shell has drawn its prompt when it has said something and then nothing for so long. */
const SETTLED_MS = 80;

/** A screen and the shell behind it. Shells come and go; the screen with what it shows stays. */
export class ShellTerminal {
  readonly screen: Screen;
  readonly #sandbox: SandboxClient;
  readonly #onState: (state: ShellState) => void;
  #state: ShellState = 'waiting';
  #session: TerminalSession | undefined;
  /** Typed before there was a shell to take it. */
  #typedAhead = '';
  #settling: ReturnType<typeof setTimeout> | undefined;
  readonly #undo: (() => void)[] = [];

  constructor(screen: Screen, sandbox: SandboxClient, onState: (state: ShellState) => void) {
    this.screen = screen;
    this.#sandbox = sandbox;
    this.#onState = onState;
    const { terminal } = screen;
    const keys = terminal.onData((data) => this.#onKeys(data));
    const binary = terminal.onBinary((data) => this.#session?.write(Uint8Array.from(data, (c) => c.charCodeAt(0))));
    const resized = terminal.onResize(({ rows, cols }) => this.#session?.resize({ rows, columns: cols }));
    this.#undo.push(
      () => keys.dispose(),
      () => binary.dispose(),
      () => resized.dispose(),
      sandbox.onBoot(() => this.#openIfPossible()),
    );
    this.#openIfPossible();
  }

  get state(): ShellState {
    return this.#state;
  }

  /** Types the command and Enter, as the learner would; waits for the shell when there is none yet. */
  run(command: string): void {
    const line = `${command}\r`;
    if (this.#state === 'exited') void this.#open();
    if (this.#session !== undefined && this.#typedAhead === '') this.#session.write(line);
    else this.#typedAhead += line;
    this.screen.terminal.scrollToBottom();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#session?.close();
    for (const step of this.#undo) step();
    this.screen.dispose();
  }

  #openIfPossible(): void {
    const isWaiting = this.#state === 'waiting' || this.#state === 'lost';
    if (isWaiting && this.#sandbox.boot.kind === 'ready') void this.#open();
  }

  async #open(): Promise<void> {
    const { terminal } = this.screen;
    if (this.#state === 'lost') this.#note(({ terminal: words }) => words.startedAgain);
    this.#setState('opening');
    try {
      const session = await this.#sandbox.openTerminal({
        rows: terminal.rows,
        columns: terminal.cols,
        onData: (bytes) => {
          this.#typeWhenSettled();
          return new Promise<void>((resolve) => terminal.write(bytes, resolve));
        },
        onExit: (code) => this.#onExit(code),
      });
      // A short-lived shell may have ended before we heard that it was open.
      if (this.#state !== 'opening') return;
      this.#session = session;
      session.resize({ rows: terminal.rows, columns: terminal.cols });
      this.#setState('open');
      this.#typeWhenSettled();
    } catch (error) {
      if (this.#sandbox.boot.kind !== 'ready') return this.#setState('lost');
      this.#note(({ terminal: words, reason }) => words.noShell(reason(reasonOf(error))));
      this.#setState('exited');
    }
  }

  /** What was typed ahead waits for the prompt: sooner, the terminal would echo it above everything. */
  #typeWhenSettled(): void {
    if (this.#typedAhead === '') return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      if (this.#session === undefined) return;
      this.#session.write(this.#typedAhead);
      this.#typedAhead = '';
    }, SETTLED_MS);
  }

  #onExit(code: number | undefined): void {
    this.#session = undefined;
    // Modes a program may have left on (mouse, alternate screen, hidden cursor) end with it; so does what it was drawing
    // below the cursor.
    this.screen.terminal.write('\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?2004l\x1b[?25h\x1b[0m\x1b[J');
    if (code === undefined) return this.#setState('lost');
    this.#note(({ terminal: words }) => words.shellEnded(code));
    this.#setState('exited');
  }

  #onKeys(typed: string): void {
    const data = heldControl.apply(typed);
    if (this.#session !== undefined) this.#session.write(data);
    else if (this.#state === 'exited' && data.includes('\r')) void this.#open();
  }

  /** In the page's language: what the machine itself prints is English. */
  #note(say: (words: Words) => string): void {
    this.screen.terminal.write(`\r\n\x1b[2m${say(spokenNow().words)}\x1b[0m\r\n`);
  }

  #setState(state: ShellState): void {
    this.#state = state;
    this.#onState(state);
  }
}
