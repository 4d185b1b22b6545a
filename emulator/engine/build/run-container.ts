import type { Container } from '../containers/container.ts';
import { changesLayer } from '../containers/changes-layer.ts';
import type { Containers } from '../containers/containers.ts';
import { killContainer } from '../containers/stop.ts';
import type { EngineContext } from '../context.ts';
import { SlipwayError } from '../../errors.ts';
import type { Digest } from '../images/types.ts';
import type { BuildOptions } from './options.ts';
import { fullConfig, type RunConfig } from './state.ts';
import { NO_LOG, type MadeLayer, type StepReport } from './step.ts';

/** A command of a build ended with another code than 0. */
export class RunError extends SlipwayError {
  constructor(
    readonly command: readonly string[],
    readonly exitCode: number,
  ) {
    super('internal', `The command '${command.join(' ')}' returned a non-zero code: ${exitCode}`);
  }
}

export interface RunJob {
  readonly image: Digest;
  readonly config: RunConfig;
  readonly command: readonly string[];
  /** The environment, build arguments included. */
  readonly env: readonly string[];
  readonly options: BuildOptions;
  /** Added to the HostConfig of the request. */
  readonly hostConfig: Readonly<Record<string, unknown>>;
  /** VOLUMEs are mounted, and what is written there is lost (the classic builder); else they are folders as any. */
  readonly mountsVolumes: boolean;
  /** Applied to the layer as it comes. */
  readonly filter: (layer: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
  readonly report: StepReport;
}

/**
 * RUN: a container of the image runs the command, and what it changed is the layer. Errors: RunError, and those of
 * containers; 'canceled' when the client went away: then nothing is left.
 */
export async function runContainer(context: EngineContext, containers: Containers, job: RunJob): Promise<MadeLayer> {
  const { options, report } = job;
  const { container } = await containers.create(createBody(job), '', '', job.mountsVolumes ? 'start' : 'build');
  report.runningIn(container.id);
  let isDone = false;
  try {
    const exitCode = await runToEnd(context, containers, container, job).finally(() => report.ended());
    if (exitCode !== 0) throw new RunError(job.command, exitCode);
    const layer = await context.images.commitLayer(job.filter(await changesLayer(context, container)));
    isDone = true;
    return { diffId: layer.diffId, containerId: container.id, release: () => layer.release() };
  } finally {
    if (isDone ? options.remove : options.forceRemove || options.signal.aborted) {
      await containers.remove(container, { force: true, volumes: true });
      report.removed(container.id);
    }
  }
}

async function runToEnd(
  context: EngineContext,
  containers: Containers,
  container: Container,
  { report, options: { signal } }: RunJob,
): Promise<number> {
  const detach = container.io.attach({
    write(stream, bytes) {
      report.output(stream, bytes);
      return undefined;
    },
    end() {},
  });
  const stop = () => {
    if (container.isRunning) killContainer(context, container, 'KILL', container.id).catch(() => {});
  };
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) throw canceled();
    const ended = container.wait('next-exit');
    await containers.run(container);
    // It may have been canceled while it started, when there was nothing to kill.
    if (signal.aborted) stop();
    const { StatusCode } = await ended;
    if (signal.aborted) throw canceled();
    return StatusCode;
  } finally {
    signal.removeEventListener('abort', stop);
    detach();
  }
}

export function canceled(): SlipwayError {
  return new SlipwayError('canceled', 'context canceled');
}

function createBody({ image, config, command, env, hostConfig, options }: RunJob): Record<string, unknown> {
  return {
    ...fullConfig(config),
    AttachStdout: true,
    AttachStderr: true,
    Image: image,
    Cmd: command,
    // None, whatever the image says.
    Entrypoint: [''],
    Env: env,
    Healthcheck: { Test: ['NONE'] },
    Volumes: config.Volumes,
    HostConfig: { ...options.hostConfig, ...hostConfig, ...NO_LOG },
  };
}
