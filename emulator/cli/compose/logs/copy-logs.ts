import { copyMultiplexed, copyRaw } from '../../api/multiplexed.ts';
import type { ContainerDetails } from '../../api/types.ts';
import type { Cli } from '../../cli.ts';
import { ApiError } from '../../errors.ts';
import { warnLine } from '../commands/warning.ts';
import { canonicalName, nameWithoutProject } from '../project/containers.ts';
import { LineSplitter } from './line-splitter.ts';
import type { LogConsumer } from './log-consumer.ts';
import type { WatchedContainer } from './watch-containers.ts';

/** As the Engine API's query takes it. */
export interface LogQuery {
  readonly follow: boolean;
  /** Unix seconds, with a fraction perhaps. */
  readonly since?: string;
  readonly until?: string;
  /** 'all' or a number. */
  readonly tail: string;
  readonly timestamps: boolean;
}

const NOT_IMPLEMENTED = 501;

/** Gives a container's log to `consumer`, line by line; with `follow` until it ends. Its stderr counts as its stdout. */
export async function copyLogs(
  cli: Cli,
  consumer: LogConsumer,
  container: WatchedContainer,
  query: LogQuery,
): Promise<void> {
  const path = `/containers/${container.Id}`;
  const { Config: config } = await cli.api.get<ContainerDetails>(`${path}/json`);
  const name = nameWithoutProject(container);
  const lines = new LineSplitter((line) => consumer.log(name, line));
  const push = (bytes: Uint8Array): Promise<void> => lines.push(bytes);
  try {
    const { body } = await cli.api.stream('GET', `${path}/logs`, { query: { stdout: true, stderr: true, ...query } });
    if (config.Tty) await copyRaw(body, push);
    else await copyMultiplexed(body, push, push);
    await lines.end();
  } catch (error) {
    // another log driver: what it has is not for the daemon to read
    if (!(error instanceof ApiError) || error.status !== NOT_IMPLEMENTED) throw error;
    await cli.err(
      warnLine(cli, `Can't retrieve logs for ${JSON.stringify(canonicalName(container))}: ${error.message}`),
    );
  }
}
