import { byteStringOf } from '../../disks/byte-string.ts';
import { SlipwayError } from '../../errors.ts';
import { parseTime } from '../clock.ts';
import type { Containers } from '../containers/containers.ts';
import type { EngineContext } from '../context.ts';
import { sha256 } from '../images/content-store.ts';
import type { Digest } from '../images/types.ts';
import type { StageArgs } from './build-args.ts';
import type { BuildImages } from './build-images.ts';
import { absolute, prepareCopy, type CopySource, type Download } from './copy.ts';
import type { CopyInstruction, RunInstruction, StageInstruction, WorkdirInstruction } from './dockerfile/ast.ts';
import { ExpansionError, expandWord } from './dockerfile/expand.ts';
import { imageTree } from './files/image-tree.ts';
import { LayerChanges } from './files/layer-changes.ts';
import type { TreeFile } from './files/tree.ts';
import { applyMetadata } from './metadata.ts';
import type { BuildOptions } from './options.ts';
import { ownerOf } from './owners.ts';
import { runContainer } from './run-container.ts';
import { runWords } from './run-words.ts';
import { prepareMounts, type RunMounts } from './run-mounts.ts';
import { withoutStubs } from './mount-stubs.ts';
import type { CacheMounts } from './cache-mounts.ts';
import { DEFAULT_SHELL, fullConfig, type StageState } from './state.ts';
import type { MadeLayer, Step, StepReport, StepStore } from './step.ts';

/** What instructions work with; the same for all of a build. */
export interface RunnerParts {
  readonly context: EngineContext;
  readonly containers: Containers;
  readonly images: BuildImages;
  readonly options: BuildOptions;
  readonly store: StepStore;
  readonly cacheMounts: CacheMounts;
  readonly escape: string;
  /** As the classic builder words and does things; else as BuildKit. */
  readonly isClassic: boolean;
  /** The build context, or a stage or image by the words of `--from`. */
  source(from: string): Promise<CopySource>;
  download(url: string, checksum: string): Promise<Download>;
}

/** Does one instruction after another. */
export class InstructionRunner {
  constructor(private readonly parts: RunnerParts) {}

  /** Errors: SlipwayErrors in Docker's words. */
  async run(
    state: StageState,
    args: StageArgs,
    instruction: StageInstruction,
    report: StepReport,
  ): Promise<StageState> {
    try {
      switch (instruction.kind) {
        case 'run':
          return await this.runCommand(state, args, instruction, report);
        case 'copy':
        case 'add':
          return await this.copy(state, args, instruction, report);
        case 'workdir':
          return await this.workdir(state, args, instruction, report);
        default: {
          const { escape, isClassic } = this.parts;
          const { state: after, comment } = applyMetadata(state, args, instruction, escape, isClassic);
          // BuildKit's history says nothing of triggers.
          if (instruction.kind === 'onbuild' && !isClassic) return { ...after, imageId: undefined };
          return await this.perform(this.step(state, after, ['#(nop) ', comment], comment), report);
        }
      }
    } catch (error) {
      if (error instanceof ExpansionError) {
        const message = this.parts.isClassic
          ? error.message.replace(
              /^unexpected end of statement while looking for matching brace$/,
              "missing ':' in substitution",
            )
          : error.message;
        throw new SlipwayError('invalid', `failed to process ${JSON.stringify(error.word)}: ${message}`, {
          cause: error,
        });
      }
      throw error;
    }
  }

  /** The files of a state. */
  async files(layers: readonly Digest[]): Promise<TreeFile> {
    const topmostFirst = [...layers].reverse();
    return imageTree(await Promise.all(topmostFirst.map((layer) => this.parts.images.layers.reader(layer))));
  }

  private step(before: StageState, after: StageState, nop: readonly string[], text: string, key?: string): Step {
    const command = [...(after.config.Shell ?? DEFAULT_SHELL), ...nop];
    return { before, after, command, isRun: false, isCopy: false, text, key };
  }

  private async perform(
    step: Step,
    report: StepReport,
    make?: () => Promise<MadeLayer | undefined>,
  ): Promise<StageState> {
    const found = await this.parts.store.find(step);
    if (found) {
      report.cached();
      return found;
    }
    const layer = await make?.();
    try {
      return await this.parts.store.keep(step, layer, report);
    } finally {
      layer?.release();
    }
  }

  private async copy(
    state: StageState,
    args: StageArgs,
    instruction: CopyInstruction,
    report: StepReport,
  ): Promise<StageState> {
    const { escape, download, context } = this.parts;
    const source = await this.parts.source(instruction.from);
    const copy = await prepareCopy({
      ...{ instruction, config: state.config, args, escape, source, download },
      guest: context.guest,
      isClassic: this.parts.isClassic,
    });
    const name = instruction.kind.toUpperCase();
    const chown = copy.chown === '' ? '' : `--chown=${copy.chown} `;
    const chmod = instruction.chmod === '' ? '' : `--chmod=${instruction.chmod} `;
    const parents = instruction.parents ? '--parents ' : '';
    const { hash, destination, typed, mode } = copy;
    const own = this.step(
      state,
      state,
      // The classic builder forgets the space behind the owner.
      [`#(nop) ${name} ${chown.trimEnd()}${hash} in ${typed} `],
      `${name} ${parents}${chown}${chmod}${copy.words.join(' ')} # buildkit`,
      JSON.stringify([name, hash, destination, copy.chown, mode, instruction.parents, instruction.unpack]),
    );
    const step: Step = { ...own, isCopy: true };
    return this.perform(step, report, async () => {
      const changes = await copy.write(await this.files(state.layers), newTimeOf(state), !this.parts.isClassic);
      return this.commit(changes);
    });
  }

  private async workdir(
    state: StageState,
    args: StageArgs,
    instruction: WorkdirInstruction,
    report: StepReport,
  ): Promise<StageState> {
    const word = expandWord(instruction.value, args.variables(state.config.Env), this.parts.escape);
    if (word === '') throw new SlipwayError('invalid', 'cannot normalize nothing');
    const path = absolute(word, state.config.WorkingDir).replace(/(?<=.)\/$/, '');
    const after = { ...state, config: { ...state.config, WorkingDir: path } };
    const comment = `WORKDIR ${path}`;
    const { isClassic } = this.parts;
    const user = isClassic ? '' : state.config.User;
    // The root is always there: BuildKit makes no layer for it.
    const key = !isClassic && path === '/' ? undefined : JSON.stringify(['WORKDIR', path, ...(user ? [user] : [])]);
    const step = this.step(state, after, [`#(nop) ${comment}`], comment, key);
    if (key === undefined) return this.perform(step, report);
    return this.perform(step, report, async () => {
      const files = await this.files(state.layers);
      const changes = new LayerChanges(files, newTimeOf(state));
      const found = changes.find(byteStringOf(path));
      if (found.exists && !found.isDirectory)
        throw new SlipwayError(
          'invalid',
          isClassic ? `Cannot mkdir: ${path} is not a directory` : `cannot mkdir ${path}: not a directory`,
        );
      changes.makeDirectory(found.path, user === '' ? undefined : ownerOf(user, files, false));
      return this.commit(changes);
    });
  }

  private async commit(changes: LayerChanges): Promise<MadeLayer> {
    const layer = await this.parts.images.commitLayer(changes.tar());
    return { diffId: layer.diffId, containerId: undefined, release: () => layer.release() };
  }

  private async runCommand(
    state: StageState,
    args: StageArgs,
    instruction: RunInstruction,
    report: StepReport,
  ): Promise<StageState> {
    const { context, containers, options, isClassic } = this.parts;
    if (instruction.security === 'insecure') {
      throw new SlipwayError('forbidden', 'security.insecure is not allowed: Slipway has no entitlements to grant');
    }
    const { config } = state;
    const wanted = runWords(instruction, config.Shell ?? DEFAULT_SHELL);
    const { words, script } = wanted;
    const shownArgs = isClassic ? args.keyed(config.Env) : args.shown(config.Env);
    // The classic builder counts also when only proxies are given, which it does not list.
    const isCounted = shownArgs.length > 0 || (isClassic && args.environment(config.Env).length > 0);
    const shown = isCounted ? [`|${shownArgs.length}`, ...shownArgs, ...words] : words;
    const variables = args.variables(config.Env);
    const mounts = await prepareMounts(this.parts, instruction, wanted, variables, config.WorkingDir);
    const { User, WorkingDir, Env } = config;
    const key = ['RUN', shown, Env, User, WorkingDir, instruction.network, mounts.key, script];
    const step: Step = {
      before: state,
      after: state,
      command: shown,
      isRun: true,
      isCopy: false,
      text: `RUN ${shown.join(' ')} # buildkit`,
      key: JSON.stringify(key),
    };
    return this.perform(step, report, () =>
      mounts.use(async (mounted: RunMounts) => {
        const image = await this.imageOf(state);
        try {
          const base = await this.files(state.layers);
          return await runContainer(context, containers, {
            image: image.id,
            config,
            command: words,
            env: [...config.Env, ...args.environment(config.Env), ...mounted.env],
            options,
            hostConfig: {
              ...(instruction.network === 'default' ? {} : { NetworkMode: instruction.network }),
              ...(mounted.mounts.length === 0 ? {} : { Mounts: mounted.mounts }),
            },
            mountsVolumes: isClassic,
            filter: (layer) => withoutStubs(layer, base, mounted.targets),
            report,
          });
        } finally {
          await image.drop();
        }
      }),
    );
  }

  /** A container needs an image: the state is one in a classic build, else it is made one for as long as that. */
  private async imageOf(state: StageState): Promise<{ id: Digest; drop: () => Promise<void> }> {
    const { images, context } = this.parts;
    if (state.imageId !== undefined && images.find(state.imageId)) return { id: state.imageId, drop: async () => {} };
    const text = JSON.stringify([state.layers, state.config, context.clock.nowNs().toString()]);
    const image = await images.create({
      config: {
        architecture: state.architecture,
        os: 'linux',
        // Two builds at once must not share it: the first that is done would take it away.
        author: await sha256(new TextEncoder().encode(text)),
        config: fullConfig(state.config) as object,
        rootfs: { type: 'layers', diff_ids: state.layers },
      },
    });
    return { id: image.id, drop: async () => void (await images.forget(image.id)) };
  }
}

/** Of directories that are made: the same each time, and not in the future of what they lie in. */
function newTimeOf(state: StageState): number {
  const ns = parseTime(state.baseCreated);
  return ns === undefined || ns < 0n ? 0 : Number(ns / 1_000_000_000n);
}
