import type { Script } from './format/schema.ts';

const HOME = '/workspace';

/** Where the learner's shell is when a step begins: the folder to which the steps before went (`cd`). */
export function folderBefore(steps: readonly (readonly Script[])[], step: number): string {
  let folder = HOME;
  for (const { run } of steps.slice(0, step).flat()) {
    for (const line of run.split('\n')) {
      const to = /^cd(?:\s+(\S+))?\s*$/.exec(line);
      if (to !== null) folder = resolved(folder, to[1] ?? HOME);
    }
  }
  return folder;
}

function resolved(from: string, to: string): string {
  const names: string[] = [];
  for (const name of (to.startsWith('/') ? to : `${from}/${to}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
