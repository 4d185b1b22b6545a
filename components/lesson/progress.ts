'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'slipway.progress';
const callbacks = new Set<() => void>();

/** 'lesson/step' of every step whose check has passed, kept in this browser. */
let done: ReadonlySet<string> | undefined;

function read(): ReadonlySet<string> {
  if (done === undefined) {
    try {
      done = new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]);
    } catch {
      done = new Set();
    }
  }
  return done;
}

export function markDone(lesson: string, step: string): void {
  keep(new Set([...read(), `${lesson}/${step}`]));
}

/** As if these steps had never been done. */
export function forgetDone(lesson: string, steps: readonly string[]): void {
  const gone = new Set(steps.map((step) => `${lesson}/${step}`));
  keep(new Set([...read()].filter((key) => !gone.has(key))));
}

function keep(keys: ReadonlySet<string>): void {
  done = keys;
  try {
    localStorage.setItem(KEY, JSON.stringify([...done]));
  } catch {
    // Storage may be denied; progress then lasts as long as the page.
  }
  callbacks.forEach((callback) => callback());
}

function subscribe(callback: () => void): () => void {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

export function useIsDone(lesson: string, step: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => read().has(`${lesson}/${step}`),
    () => false,
  );
}

/** How many of the lesson's steps have passed. */
export function useDoneCount(lesson: string, steps: readonly string[]): number {
  return useSyncExternalStore(
    subscribe,
    () => steps.filter((step) => read().has(`${lesson}/${step}`)).length,
    () => 0,
  );
}
