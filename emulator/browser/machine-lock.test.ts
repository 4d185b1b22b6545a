import { afterEach, expect, test, vi } from 'vitest';
import { lockMachine, type LockOptions } from './machine-lock.ts';

/** As much of the Web Locks API as is used: one lock, a queue, ifAvailable, signal and steal. */
class FakeLocks {
  #holder: { stolen: (error: Error) => void } | undefined;
  readonly #queue: (() => void)[] = [];

  request(_name: string, options: LockOptionsOfBrowser, callback: (lock: object | null) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const grant = async () => {
        const holder = { stolen: reject };
        this.#holder = holder;
        resolve(await callback({}));
        if (this.#holder === holder) this.#next();
      };
      if (options.steal) {
        this.#holder?.stolen(new DOMException('stolen', 'AbortError'));
        void grant();
      } else if (this.#holder === undefined) void grant();
      else if (options.ifAvailable) resolve(callback(null));
      else {
        this.#queue.push(grant);
        options.signal?.addEventListener('abort', () => {
          this.#queue.splice(this.#queue.indexOf(grant), 1);
          reject(new DOMException('aborted', 'AbortError'));
        });
      }
    });
  }

  #next(): void {
    this.#holder = undefined;
    this.#queue.shift()?.();
  }
}
type LockOptionsOfBrowser = { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal };

const locks = () => new FakeLocks() as unknown as LockManager;
const options = (more: Partial<LockOptions> = {}): LockOptions => ({
  takeOver: false,
  onHandOver: async () => {},
  onStolen: () => {},
  ...more,
});
const releases: (() => void)[] = [];
const lock = async (more: Partial<LockOptions>, shared: LockManager) => {
  const release = await lockMachine(options(more), shared);
  if (release) releases.push(release);
  return release;
};
afterEach(() => {
  for (const release of releases.splice(0)) release();
});

test('the first tab gets it, the second is told at once that it is taken', async () => {
  const shared = locks();
  expect(await lock({}, shared)).toBeTypeOf('function');
  const startMs = Date.now();
  expect(await lock({}, shared)).toBeUndefined();
  expect(Date.now() - startMs).toBeLessThan(1000);
});

test('a page that is just being left is waited for', async () => {
  const shared = locks();
  const release = await lock({}, shared);
  // Its worker no longer answers, but the lock goes a moment later.
  releases.length = 0;
  const second = lock({}, shared);
  release?.();
  expect(await second).toBeTypeOf('function');
});

test('a tab hands over after its clean end', async () => {
  const shared = locks();
  const steps: string[] = [];
  const onHandOver = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    steps.push('ended');
  };
  await lock({ onHandOver, onStolen: () => steps.push('stolen') }, shared);
  expect(await lock({ takeOver: true }, shared)).toBeTypeOf('function');
  expect(steps).toEqual(['ended']);
});

test('a hung tab is not waited for for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const shared = locks();
    const onStolen = vi.fn();
    await lock({ onHandOver: () => new Promise(() => {}), onStolen }, shared);
    const second = lock({ takeOver: true }, shared);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await second).toBeTypeOf('function');
    expect(onStolen).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});
