'use client';

import { useSyncExternalStore } from 'react';

/** What a learner has done, in this browser. */
export interface Progress {
  /** 'lesson/step' of every step whose check has passed. */
  readonly done: ReadonlySet<string>;
  /** The lesson that was opened last; undefined before the first. */
  readonly lastLesson: string | undefined;
}

const KEY = 'slipway.progress';
const NONE: Progress = { done: new Set(), lastLesson: undefined };
const callbacks = new Set<() => void>();
let progress: Progress | undefined;

export function readProgress(): Progress {
  return (progress ??= parseStored(storedText()));
}

export function markDone(lesson: string, step: string): void {
  setProgress({ ...readProgress(), done: new Set([...readProgress().done, `${lesson}/${step}`]) });
}

/** As if these steps had never been done. */
export function forgetDone(lesson: string, steps: readonly string[]): void {
  const gone = new Set(steps.map((step) => `${lesson}/${step}`));
  setProgress({ ...readProgress(), done: new Set([...readProgress().done].filter((key) => !gone.has(key))) });
}

/** The lesson was opened. */
export function markOpened(lesson: string): void {
  if (readProgress().lastLesson !== lesson) setProgress({ ...readProgress(), lastLesson: lesson });
}

export function clearProgress(): void {
  setProgress(NONE);
}

/** What either has; where the learner was last, as the file says. */
export function merged(here: Progress, file: Progress): Progress {
  return { done: new Set([...here.done, ...file.done]), lastLesson: file.lastLesson ?? here.lastLesson };
}

/** Keeps it in the browser, and tells all who show it. */
export function setProgress(next: Progress): void {
  progress = next;
  try {
    localStorage.setItem(KEY, JSON.stringify({ done: [...next.done], lastLesson: next.lastLesson }));
  } catch {
    // Storage may be denied; progress then lasts as long as the page.
  }
  tell();
}

/** What the browser kept; none for what cannot be read. The first version kept the list of steps alone. */
export function parseStored(text: string | null): Progress {
  try {
    const stored = JSON.parse(text ?? '{}') as { done?: unknown; lastLesson?: unknown } | unknown[];
    const { done, lastLesson } = Array.isArray(stored) ? { done: stored, lastLesson: undefined } : stored;
    return {
      done: new Set(Array.isArray(done) ? done.filter((key) => typeof key === 'string') : []),
      lastLesson: typeof lastLesson === 'string' ? lastLesson : undefined,
    };
  } catch {
    return NONE;
  }
}

function storedText(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function tell(): void {
  callbacks.forEach((callback) => callback());
}

/** Another tab has gone on. */
function onStorage({ key }: StorageEvent): void {
  if (key !== KEY && key !== null) return;
  progress = undefined;
  tell();
}

function subscribe(callback: () => void): () => void {
  if (callbacks.size === 0) addEventListener('storage', onStorage);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) removeEventListener('storage', onStorage);
  };
}

/** None while the page comes from the server. */
export function useProgress(): Progress {
  return useSyncExternalStore(subscribe, readProgress, () => NONE);
}
