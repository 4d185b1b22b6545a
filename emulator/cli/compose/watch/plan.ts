import type { Rule, SyncedPath } from './rules.ts';

/** What a batch of changes asks for, by service. */
export interface WatchPlan {
  readonly rebuild: ReadonlySet<string>;
  readonly sync: ReadonlyMap<string, readonly SyncedPath[]>;
  readonly restart: ReadonlySet<string>;
  /** Each rule once, however many of its files changed. */
  readonly exec: ReadonlySet<Rule>;
}

/** Asks every rule of every path that changed. */
export function planOf(changed: readonly string[], rules: readonly Rule[]): WatchPlan {
  const rebuild = new Set<string>();
  const sync = new Map<string, SyncedPath[]>();
  const restart = new Set<string>();
  const exec = new Set<Rule>();
  for (const path of changed) {
    for (const rule of rules) {
      const match = rule.match(path);
      if (!match) continue;
      const { service, action } = rule;
      if (action === 'rebuild') rebuild.add(service);
      if (action.startsWith('sync')) sync.set(service, [...(sync.get(service) ?? []), match]);
      if (action === 'restart' || action === 'sync+restart') restart.add(service);
      if (action === 'sync+exec') exec.add(rule);
    }
  }
  return { rebuild, sync, restart, exec };
}
