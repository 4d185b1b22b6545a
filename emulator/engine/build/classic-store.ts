import { EMPTY_LAYER } from '../containers/changes-layer.ts';
import { formatTime } from '../clock.ts';
import type { Containers } from '../containers/containers.ts';
import type { EngineContext } from '../context.ts';
import type { Image, ImageConfig } from '../images/types.ts';
import { ENGINE_VERSION } from '../version.ts';
import type { BuildImages } from './build-images.ts';
import type { BuildOptions } from './options.ts';
import { mergeHealthcheck, type Healthcheck } from '../containers/healthcheck.ts';
import { fullConfig, type RunConfig, type StageState } from './state.ts';
import { NO_LOG, type MadeLayer, type Step, type StepReport, type StepStore } from './step.ts';

/**
 * The classic builder's way (moby: builder/dockerfile, image/cache): each step makes an image whose parent is the one
 * before, and a step is found again as an image of the same parent that was made by the same command and config.
 */
export class ClassicStore implements StepStore {
  /** After one step that was not there, none is looked for. */
  private isBusted: boolean;

  constructor(
    private readonly context: EngineContext,
    private readonly images: BuildImages,
    private readonly containers: Containers,
    private readonly options: BuildOptions,
  ) {
    this.isBusted = options.noCache;
  }

  async find(step: Step): Promise<StageState | undefined> {
    if (this.isBusted) return undefined;
    const wanted = comparable(containerConfigOf(step));
    const made = (image: Image) => (image.config as { container_config?: unknown }).container_config;
    // Newest first: of several the last one counts.
    const found = this.images
      .list()
      .find(
        (image) => image.parent === step.before.imageId && made(image) && comparable(made(image) as object) === wanted,
      );
    this.isBusted = found === undefined;
    return found && this.stateOf(step, found);
  }

  async keep(step: Step, layer: MadeLayer | undefined, report: StepReport): Promise<StageState> {
    if (layer?.containerId !== undefined || step.isCopy) return this.commit(step, layer, layer?.containerId);
    // Steps that run nothing have a container, too, whose config is the one of the image.
    const { remove, forceRemove, hostConfig } = this.options;
    const body = { ...containerConfigOf(step), HostConfig: { ...hostConfig, ...NO_LOG } };
    const { container } = await this.containers.create(body, '', '', remove ? 'commit' : 'start');
    report.runningIn(container.id);
    let isDone = false;
    try {
      const state = await this.commit(step, layer, container.id);
      isDone = true;
      return state;
    } finally {
      if (forceRemove || (isDone && remove)) {
        await this.containers.remove(container, { force: true, volumes: true });
        report.removed(container.id);
      }
    }
  }

  private async commit(step: Step, layer: MadeLayer | undefined, containerId: string | undefined): Promise<StageState> {
    const { before, after } = step;
    const created = formatTime(this.context.clock.nowNs());
    const isEmpty = layer === undefined || layer.diffId === EMPTY_LAYER;
    const author = after.author === '' ? {} : { author: after.author };
    const config: ImageConfig & Record<string, unknown> = {
      architecture: after.architecture,
      ...(after.variant ? { variant: after.variant } : {}),
      ...author,
      config: { ...fullConfig(committed(step)), Image: before.imageId ?? '' } as ImageConfig['config'],
      ...(containerId === undefined ? {} : { container: containerId }),
      container_config: { ...containerConfigOf(step), Hostname: (containerId ?? '').slice(0, 12) },
      created,
      docker_version: ENGINE_VERSION,
      history: [
        ...before.history,
        { created, ...author, created_by: step.command.join(' '), ...(isEmpty ? { empty_layer: true } : {}) },
      ],
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: isEmpty ? before.layers : [...before.layers, layer.diffId] },
    };
    const image = await this.images.create({ config, ...(before.imageId ? { parent: before.imageId } : {}) });
    layer?.release();
    return this.stateOf(step, image);
  }

  private stateOf(step: Step, { id, layers, config }: Image): StageState {
    return {
      ...step.after,
      config: committed(step),
      imageId: id,
      layers,
      history: config.history ?? [],
      created: config.created ?? '',
    };
  }
}

/** What a health check does not say it has from the image below: a commit merges them. */
function committed({ before, after }: Step): RunConfig {
  const health = mergeHealthcheck(after.config.Healthcheck as Healthcheck, before.config.Healthcheck as Healthcheck);
  return health ? { ...after.config, Healthcheck: health } : after.config;
}

function containerConfigOf(step: Step): Record<string, unknown> {
  // A RUN is made with the config there was; the others with the one they made.
  const config = fullConfig({ ...step.after.config, Cmd: step.command });
  return { ...config, ...(step.isRun ? { Entrypoint: null } : {}), Image: step.before.imageId ?? '' };
}

/** What moby's image/cache/compare.go compares. */
function comparable(config: object): string {
  const { User, Cmd, Env, Labels, ExposedPorts, Entrypoint, Volumes } = config as Record<string, object | null>;
  const set = (value: object | null | undefined) => Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([User, Cmd ?? [], Env ?? [], set(Labels), set(ExposedPorts), Entrypoint ?? [], set(Volumes)]);
}
