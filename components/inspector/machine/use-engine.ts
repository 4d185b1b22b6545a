'use client';

import { useEffect, useState } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { SlipwayError } from '@/emulator/errors.ts';
import { kindOfStatus } from './engine-status.ts';
import type { ContainerDetails, ListedContainer } from './engine-objects.ts';

export interface EngineEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> };
}

/** Errors: with the engine's message, where it answers with something else than `status` 200. */
export async function getFromEngine<T>(path: string): Promise<T> {
  const { status, body } = await getSandbox().api({ method: 'GET', path });
  if (status === 200) return body as T;
  const { message } = (body ?? {}) as { message?: string };
  throw new SlipwayError(kindOfStatus(status), message ?? `GET ${path} was answered ${status}`);
}

/** What a view knows: nothing yet, something, or (`failure`) why it could not be read last. */
export interface Known<T> {
  readonly value: T | undefined;
  readonly failure: Reason | undefined;
}

/** Events come in flocks, and the engine that answers has what they are about to do meanwhile. */
const AFTER_EVENT_MS = 100;
/** What Docker says in words ('Up 3 minutes') grows old without an event. */
const EVERY_MS = 5_000;

/**
 * What `read` gets of the engine: while it is seen, again after each event that `isAbout` says is about it. It is given
 * the events since the last time, undefined when nobody looked until now. Both must stay the same functions.
 */
export function useEngine<T>(
  read: (events: readonly EngineEvent[] | undefined) => Promise<T>,
  isAbout: (event: EngineEvent) => boolean,
  isSeen: boolean,
): Known<T> {
  const [known, setKnown] = useState<Known<T>>({ value: undefined, failure: undefined });
  useEffect(() => {
    if (!isSeen) return;
    let isOver = false;
    let isReading = false;
    let isStale = false;
    let events: EngineEvent[] | undefined;
    const update = async () => {
      // One reading at a time, and one after the last event.
      isStale = true;
      if (isReading) return;
      isReading = true;
      while (isStale && !isOver) {
        isStale = false;
        const since = events;
        events = [];
        try {
          const value = await read(since);
          if (!isOver) setKnown({ value, failure: undefined });
        } catch (error) {
          const failure = reasonOf(error);
          if (!isOver) setKnown(({ value }) => ({ value, failure }));
        }
      }
      isReading = false;
    };
    void update();
    const timer = setInterval(() => void update(), EVERY_MS);
    let soon: ReturnType<typeof setTimeout> | undefined;
    const stopEvents = getSandbox().onEvent((given) => {
      const event = given as EngineEvent;
      if (!isAbout(event)) return;
      events?.push(event);
      soon ??= setTimeout(() => {
        soon = undefined;
        void update();
      }, AFTER_EVENT_MS);
    });
    return () => {
      isOver = true;
      clearInterval(timer);
      clearTimeout(soon);
      stopEvents();
    };
  }, [read, isAbout, isSeen]);
  return known;
}

/** Starting a command in a container changes nothing of it. */
export function isAboutContainers({ Type, Action }: EngineEvent): boolean {
  return (
    (Type === 'container' && !/^(exec_|attach|top|export|archive-path|extract-to-dir|resize)/.test(Action)) ||
    Type === 'network'
  );
}

export interface EngineContainer extends ListedContainer {
  /** undefined for one that went away meanwhile. */
  readonly details: ContainerDetails | undefined;
}

/** Of so many containers, the newest, everything is read. */
const MAX_DETAILS = 100;

/** What is known of a container lasts until its state or an event says that it may have changed. */
const detailsOf = new Map<string, { readonly key: string; readonly details: ContainerDetails }>();

export async function readContainers(events: readonly EngineEvent[] | undefined): Promise<readonly EngineContainer[]> {
  if (events === undefined) detailsOf.clear();
  for (const { Actor } of events ?? []) detailsOf.delete(Actor.ID);
  const listed = await getFromEngine<readonly ListedContainer[]>('/containers/json?all=1');
  const ids = new Set(listed.map(({ Id }) => Id));
  for (const id of detailsOf.keys()) if (!ids.has(id)) detailsOf.delete(id);
  await Promise.all(
    listed.slice(0, MAX_DETAILS).map(async ({ Id, State }) => {
      if (detailsOf.get(Id)?.key === State && State !== 'restarting') return;
      const { status, body } = await getSandbox().api({ method: 'GET', path: `/containers/${Id}/json` });
      if (status === 200) detailsOf.set(Id, { key: State, details: body as ContainerDetails });
    }),
  );
  return listed.map((each) => ({ ...each, details: detailsOf.get(each.Id)?.details }));
}
