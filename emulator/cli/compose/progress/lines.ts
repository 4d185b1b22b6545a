import { DRY_RUN_PREFIX, type ProgressDisplay, type ProgressEvent } from './event.ts';

type Write = (text: string) => Promise<void>;

/** Writes one after the other; `end` resolves with the last. A failed write (a closed pipe) fails the end. */
abstract class Lines implements ProgressDisplay {
  #written: Promise<void> = Promise.resolve();

  constructor(
    private readonly write: Write,
    protected readonly isDryRun: boolean,
  ) {}

  abstract event(event: ProgressEvent): void;
  abstract tail(message: string): void;
  begin(): void {}

  end(): Promise<void> {
    return this.#written;
  }

  protected line(text: string): void {
    this.#written = this.#written.then(() => this.write(`${text}\n`));
    this.#written.catch(() => undefined);
  }
}

/** Each event a line, as it comes: ' Container shop-web-1  Created'. */
export class PlainProgress extends Lines {
  event({ id, text = '', statusText }: ProgressEvent): void {
    this.line([this.isDryRun ? DRY_RUN_PREFIX : '', id, text, statusText].join(' '));
  }

  tail(message: string): void {
    this.line(`${this.isDryRun ? DRY_RUN_PREFIX : ''}${message}`);
  }
}

/** Each event a JSON object on its line; what is empty is left out. */
export class JsonProgress extends Lines {
  event(event: ProgressEvent): void {
    this.message({
      id: event.id,
      parent_id: event.parentId,
      text: event.text,
      status: event.statusText,
      current: event.current,
      total: event.total,
      percent: event.percent,
    });
  }

  tail(message: string): void {
    this.message({ tail: true, text: message });
  }

  private message(fields: Readonly<Record<string, string | number | boolean | undefined>>): void {
    const all = { 'dry-run': this.isDryRun, ...fields };
    this.line(JSON.stringify(Object.fromEntries(Object.entries(all).filter(([, value]) => Boolean(value)))));
  }
}

export class QuietProgress implements ProgressDisplay {
  begin(): void {}
  event(): void {}
  tail(): void {}
  end(): Promise<void> {
    return Promise.resolve();
  }
}
