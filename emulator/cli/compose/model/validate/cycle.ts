import type { Service } from '../types/service.ts';

/** The first cycle of `depends_on`, by names: ['a', 'b', 'a']. */
export function dependencyCycle(services: Readonly<Record<string, Service>>): readonly string[] | undefined {
  const done = new Set<string>();
  const search = (name: string, path: readonly string[]): readonly string[] | undefined => {
    const before = path.indexOf(name);
    if (before !== -1) return [...path.slice(before), name];
    if (done.has(name)) return undefined;
    for (const next of Object.keys(services[name]?.depends_on ?? {}).toSorted()) {
      const found = search(next, [...path, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(services).toSorted()) {
    const found = search(name, []);
    if (found) return found;
  }
  return undefined;
}
