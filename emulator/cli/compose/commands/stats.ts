import type { Invocation } from '../../command.ts';
import { listFormatOf } from '../../commands/common-flags.ts';
import { showStats } from '../../commands/container-stats.ts';
import { label } from '../project/labels.ts';
import { projectNameOf } from './project.ts';

/** `docker compose stats`. */
export async function runStats(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const name = await projectNameOf(invocation);
  const [service] = args;
  const labels = [`${label.project}=${name}`, ...(service === undefined ? [] : [`${label.service}=${service}`])];
  await showStats(cli, {
    containers: [],
    filters: { label: labels },
    all: flags.bool('all'),
    isStreaming: !flags.bool('no-stream'),
    truncate: !flags.bool('no-trunc'),
    format: await listFormatOf(cli, flags, 'statsFormat'),
  });
}
