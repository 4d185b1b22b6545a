'use client';

import { createContext, useContext, useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import type { StepOutline } from '../progress/resume.ts';
import { nextOf, type Next } from './next-command.ts';

/** The step whose commands a part of the text belongs to; commands elsewhere (hints, solutions) are not run by the key. */
export const CommandStep = createContext<string | undefined>(undefined);

interface Listed {
  readonly step: string;
  run(): void;
}

type Steps = readonly (StepOutline & { readonly isDone: boolean })[];

/** The commands that the page shows, and which of them the key runs next. */
class CommandKeys {
  readonly #listed = new Map<HTMLElement, Listed>();
  #steps: Steps = [];
  #last: HTMLElement | undefined;
  #lastStep = '';
  #from: string | undefined;
  #next: HTMLElement | undefined;
  readonly #callbacks = new Set<() => void>();
  #isPlanned = false;

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  /** The element of the command that is next. */
  get = (): HTMLElement | undefined => this.#next;

  add(element: HTMLElement, listed: Listed): () => void {
    this.#listed.set(element, listed);
    this.#plan();
    return () => {
      this.#listed.delete(element);
      this.#plan();
    };
  }

  setSteps(steps: Steps): void {
    this.#steps = steps;
    this.#plan();
  }

  /** By key or by hand. */
  ran(element: HTMLElement): void {
    const step = this.#listed.get(element)?.step;
    if (step === undefined) return;
    this.#last = element;
    this.#lastStep = step;
    this.#plan();
  }

  /** As if nothing had been run yet; the next is the first of that step, or of the one the lesson is gone on with. */
  forget(from?: string): void {
    this.#last = undefined;
    this.#from = from;
    this.#plan();
  }

  /** Runs what is next; a check is given the focus only. */
  runNext(): void {
    const next = this.#find();
    if (next === undefined) return;
    if ('check' in next) {
      const heading = document.getElementById(next.step);
      const button = heading?.closest('section')?.querySelector<HTMLElement>('[data-step-check]');
      button?.scrollIntoView({ block: 'center' });
      button?.focus();
      return;
    }
    const element = this.#of(next.step)[next.command]!;
    element.scrollIntoView({ block: 'nearest' });
    this.#listed.get(element)!.run();
    this.ran(element);
  }

  #find(): Next | undefined {
    const before =
      this.#last === undefined ? 0 : this.#of(this.#lastStep).filter((each) => !this.#isAfterLast(each)).length;
    return nextOf(
      this.#steps.map((step) => ({ ...step, commandCount: this.#of(step.id).length })),
      this.#last && { step: this.#lastStep, command: before - 1 },
      this.#from,
    );
  }

  #isAfterLast(element: HTMLElement): boolean {
    return (
      element !== this.#last && (this.#last!.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    );
  }

  /** In the order of reading. */
  #of(step: string): HTMLElement[] {
    const elements = [...this.#listed].filter(([, listed]) => listed.step === step).map(([element]) => element);
    return elements.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  /** A page brings many commands at once. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      const next = this.#find();
      const element = next === undefined || 'check' in next ? undefined : this.#of(next.step)[next.command];
      if (element === this.#next) return;
      this.#next = element;
      this.#callbacks.forEach((callback) => callback());
    });
  }
}

export const commandKeys = new CommandKeys();

/** Makes what `element` stands for run by key in its turn, while `isListed`; true when it is its turn. */
export function useCommandKey(element: RefObject<HTMLElement | null>, run: () => void, isListed = true): boolean {
  const step = useContext(CommandStep);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (step === undefined || !isListed || element.current === null) return;
    return commandKeys.add(element.current, { step, run: () => latest.current() });
  }, [element, step, isListed]);
  return useSyncExternalStore(
    commandKeys.subscribe,
    () => element.current !== null && commandKeys.get() === element.current,
    () => false,
  );
}

/** Alt-Enter runs the next command of the lesson, wherever the keyboard is: neither shells, the editor nor browsers use it. */
export function useNextCommandKey(steps: Steps): void {
  useEffect(() => commandKeys.setSteps(steps), [steps]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) commandKeys.runNext();
    };
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      removeEventListener('keydown', onKeyDown, { capture: true });
      commandKeys.forget();
    };
  }, []);
}
