import type { OnProgress, ProgressMessage } from './progress.ts';
import type { Digest } from './types.ts';

interface Transfer {
  readonly done: Promise<void>;
  readonly listeners: Set<OnProgress>;
  latest: ProgressMessage | undefined;
}

/** Transfers under way, by what they bring: who wants the same joins in, and sees the same progress. */
export class SharedTransfers {
  readonly #underWay = new Map<Digest, Transfer>();

  /**
   * Resolves when `start`, or that of who was first, is done. A failure is the first one's alone (it may have been
   * canceled): the others start for themselves.
   */
  async join(digest: Digest, listener: OnProgress, start: (onProgress: OnProgress) => Promise<void>): Promise<void> {
    for (let other = this.#underWay.get(digest); other !== undefined; other = this.#underWay.get(digest)) {
      other.listeners.add(listener);
      if (other.latest) listener(other.latest);
      if (
        await other.done.then(
          () => true,
          () => false,
        )
      )
        return;
    }
    const listeners = new Set([listener]);
    const publish = (message: ProgressMessage) => {
      transfer.latest = message;
      for (const each of listeners) each(message);
    };
    const done = Promise.resolve().then(() => start(publish));
    const transfer: Transfer = { done, listeners, latest: undefined };
    this.#underWay.set(digest, transfer);
    try {
      await done;
    } finally {
      this.#underWay.delete(digest);
    }
  }
}
