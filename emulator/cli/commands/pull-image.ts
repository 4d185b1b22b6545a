import type { Cli } from '../cli.ts';
import { showProgress } from '../progress.ts';
import { familiarName, type ImageReference } from '../reference.ts';
import { authHeaders } from '../registry-auth.ts';

export interface PullOptions {
  readonly reference: ImageReference;
  readonly platform: string;
  /** All tags of the repository. */
  readonly all?: boolean;
  /** No progress at all. */
  readonly isQuiet: boolean;
  readonly output: 'stdout' | 'stderr';
}

/** Pulls an image and shows how it goes. */
export async function pullImage(cli: Cli, options: PullOptions): Promise<void> {
  const { reference, output } = options;
  const { body } = await cli.api.stream('POST', '/images/create', {
    query: {
      fromImage: familiarName(reference),
      tag: options.all ? undefined : (reference.digest ?? reference.tag),
      platform: options.platform || undefined,
    },
    headers: await authHeaders(cli, reference.domain),
  });
  const write = (text: string): Promise<void> => (output === 'stdout' ? cli.out(text) : cli.err(text));
  await showProgress(body, {
    write: (text) => (options.isQuiet ? Promise.resolve() : write(text)),
    isTty: !options.isQuiet && (output === 'stdout' ? cli.io.stdoutIsTty : cli.io.stderrIsTty),
    columns: () => cli.io.size().columns || 200,
  });
}
