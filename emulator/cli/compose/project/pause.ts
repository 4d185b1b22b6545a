import type { Cli } from '../../cli.ts';

/** Resolves after a while; rejects at once when a signal ends the command meanwhile. */
export async function pause(cli: Cli, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  try {
    await Promise.race([over, cli.ended]);
  } finally {
    clearTimeout(timer);
  }
}
