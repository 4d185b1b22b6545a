import type { Cli } from '../cli.ts';

/**
 * Keeps the size of a container's (or an exec's) terminal at that of the one in front of the user. `path`:
 * '/containers/ID' or '/exec/ID'. Returns how to stop. The container may still be starting, so the first call is tried
 * again for about half a second.
 */
export function followTerminalSize(cli: Cli, path: string): () => void {
  const resize = async (): Promise<void> => {
    const { rows, columns } = cli.io.size();
    if (rows > 0 && columns > 0) await cli.api.post(`${path}/resize`, { query: { h: rows, w: columns } });
  };
  let isStopped = false;
  const first = async (): Promise<void> => {
    for (let attempt = 0; attempt <= 10 && !isStopped; attempt++) {
      try {
        await resize();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, (attempt + 1) * 10));
      }
    }
    if (!isStopped) await cli.err('failed to resize tty, using default size\n');
  };
  void first();
  const stop = cli.io.onResize(() => void resize().catch(() => undefined));
  return () => {
    isStopped = true;
    stop();
  };
}
