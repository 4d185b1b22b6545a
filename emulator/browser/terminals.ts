import type { Guest, GuestProcess, TerminalSize } from '../engine/guest.ts';
import type { Post } from './worker-messages.ts';

/** Output under way to the screen, per terminal: enough to keep it busy, little enough that Ctrl-C bites at once. */
const WINDOW_BYTES = 256 * 1024;

const LOGIN_SHELL = ['/bin/bash', '-l'];
const ENVIRONMENT = [
  'TERM=xterm-256color',
  'HOME=/root',
  'USER=root',
  'SHELL=/bin/bash',
  'LANG=C.UTF-8',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
];
const SIGHUP = 1;

interface Terminal {
  readonly process: GuestProcess;
  readonly keys: WritableStreamDefaultWriter<Uint8Array>;
  underWayBytes: number;
  onTaken: (() => void) | undefined;
}

/** The shells of one machine, each on a pty in the guest, named by the page's numbers. */
export class Terminals {
  readonly #open = new Map<number, Terminal>();
  readonly #post: Post;

  constructor(post: Post) {
    this.#post = post;
  }

  async open(guest: Guest, id: number, size: TerminalSize, argv: readonly string[] = LOGIN_SHELL): Promise<void> {
    const process = await guest.spawn({ argv, env: ENVIRONMENT, cwd: '/workspace', terminal: size });
    const terminal: Terminal = { process, keys: process.stdin.getWriter(), underWayBytes: 0, onTaken: undefined };
    this.#open.set(id, terminal);
    void this.#relay(id, terminal);
  }

  write(id: number, bytes: Uint8Array): void {
    // A shell that has just ended takes no more keys; its exit is on the way.
    this.#open
      .get(id)
      ?.keys.write(bytes)
      .catch(() => {});
  }

  resize(id: number, size: TerminalSize): void {
    this.#open.get(id)?.process.resize(size);
  }

  taken(id: number, byteCount: number): void {
    const terminal = this.#open.get(id);
    if (terminal === undefined) return;
    terminal.underWayBytes -= byteCount;
    if (terminal.underWayBytes <= WINDOW_BYTES) terminal.onTaken?.();
  }

  /** As when a terminal window is closed: the shell gets SIGHUP. */
  close(id: number): void {
    const terminal = this.#open.get(id);
    if (terminal === undefined) return;
    terminal.process.signal(SIGHUP);
    terminal.underWayBytes = Number.NEGATIVE_INFINITY;
    terminal.onTaken?.();
  }

  async #relay(id: number, terminal: Terminal): Promise<void> {
    let code: number | undefined;
    const output = terminal.process.stdout.getReader();
    try {
      for (;;) {
        const { done, value } = await output.read();
        if (done) break;
        terminal.underWayBytes += value.length;
        // A copy of its own to give away: the chunk may be part of a larger buffer.
        const bytes = value.slice();
        this.#post({ kind: 'terminal-data', terminal: id, bytes }, [bytes.buffer]);
        while (terminal.underWayBytes > WINDOW_BYTES) {
          await new Promise<void>((resolve) => (terminal.onTaken = resolve));
        }
      }
      code = (await terminal.process.exit).code;
    } catch {
      // The link to the guest is gone; the page shows the machine's own state beside this.
    } finally {
      this.#open.delete(id);
      this.#post({ kind: 'terminal-exit', terminal: id, code });
    }
  }
}
