/** Calls `callback(tick)` after `delayMs`; below 1 ms as soon as other tasks had their turn. */
export interface TickScheduler {
  plan(delayMs: number, tick: number): void;
  stop(): void;
}

/**
 * When v86's loop goes on. v86's own choice is a nested worker as timer (two hops a tick) or setImmediate, depending on
 * whether a `process` is in sight, which bundlers like to provide in the browser. The machine always runs in a worker
 * or in Node, where timers are not throttled in the background, so no helper is needed.
 */
export function createTickScheduler(callback: (tick: number) => void): TickScheduler {
  return typeof setImmediate === 'function' ? immediateScheduler(callback) : messageScheduler(callback);
}

function immediateScheduler(callback: (tick: number) => void): TickScheduler {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let immediate: ReturnType<typeof setImmediate> | undefined;
  const clear = () => {
    clearTimeout(timer);
    if (immediate) clearImmediate(immediate);
    immediate = undefined;
  };
  return {
    plan: (delayMs, tick) => {
      clear();
      if (delayMs < 1) immediate = setImmediate(callback, tick);
      else timer = setTimeout(callback, delayMs, tick);
    },
    stop: clear,
  };
}

/**
 * A message port to itself is the fastest way back into the event loop. Timers come by it too: a timer set by a timer
 * is held for 4 ms from the fifth on (HTML, timers: nesting level), one set in a message's task is not.
 */
function messageScheduler(callback: (tick: number) => void): TickScheduler {
  const { port1, port2 } = new MessageChannel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  port1.onmessage = (event: MessageEvent<number>) => callback(event.data);
  return {
    plan: (delayMs, tick) => {
      clearTimeout(timer);
      if (delayMs < 1) port2.postMessage(tick);
      else timer = setTimeout(() => port2.postMessage(tick), delayMs);
    },
    stop: () => {
      clearTimeout(timer);
      port1.onmessage = null;
      port1.close();
    },
  };
}
