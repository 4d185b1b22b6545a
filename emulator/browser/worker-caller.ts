import { SlipwayError } from '../errors.ts';
import type { FromWorker, ToWorker, WorkerCalls } from './worker-messages.ts';

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Calls into one worker, answered by id; whatever is not an answer goes to `onMessage`. */
export class WorkerCaller {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(worker: Worker, onMessage: (message: FromWorker) => void) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'answer') this.#take(data.id)?.resolve(data.result);
      else if (data.kind === 'error') this.#take(data.id)?.reject(new SlipwayError(data.errorKind, data.message));
      else onMessage(data);
    };
  }

  call<M extends keyof WorkerCalls>(
    method: M,
    ...args: Parameters<WorkerCalls[M]>
  ): Promise<ReturnType<WorkerCalls[M]>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.post({ kind: 'call', id, method, args } as ToWorker);
    });
  }

  post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** Ends the worker at once; calls without an answer fail with 'unavailable'. */
  end(reason: string): void {
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(new SlipwayError('unavailable', reason));
    this.#pending.clear();
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
