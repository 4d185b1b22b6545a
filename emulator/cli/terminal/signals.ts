import type { Cli } from '../cli.ts';

/** Linux signal numbers by name, as the kill route takes them (signal(7), x86). */
const signalNames: Readonly<Record<number, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  10: 'USR1',
  12: 'USR2',
  14: 'ALRM',
  15: 'TERM',
  18: 'CONT',
  20: 'TSTP',
  21: 'TTIN',
  22: 'TTOU',
};

/** Sends the signals this command gets to the container instead. Returns how to stop. */
export function forwardSignals(cli: Cli, containerId: string): () => void {
  return cli.takeSignals((signal) => {
    const name = signalNames[signal];
    // as Docker: a container that is gone or not yet running does not get it, and nobody is told
    if (name) cli.api.post(`/containers/${containerId}/kill`, { query: { signal: name } }).catch(() => undefined);
  });
}
