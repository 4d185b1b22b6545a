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
   * canceled): the others start for themselves. Who waits for another's rejects with the signal's reason when it aborts.
   */
  async join(
    digest: Digest,
    listener: OnProgress,
    signal: AbortSignal,
    start: (onProgress: OnProgress) => Promise<void>,
  ): Promise<void> {
    for (let other = this.#underWay.get(digest); other !== undefined; other = this.#underWay.get(digest)) {
      other.listeners.add(listener);
      if (other.latest) listener(other.latest);
      const isHere = await unlessAborted(
        signal,
        other.done.then(
          () => true,
          () => false,
        ),
      ).finally(() => other?.listeners.delete(listener));
      if (isHere) return;
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

async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let leave = () => {};
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
