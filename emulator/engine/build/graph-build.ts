import { SlipwayError } from '../../errors.ts';
import type { Digest, Image, ImageConfig } from '../images/types.ts';
import { canonicalName, parseReference, withDefaultTag } from '../images/reference.ts';
import { shortDigest } from '../images/fetch-layer.ts';
import type { StageArgs } from './build-args.ts';
import type { CopySource } from './copy.ts';
import type { Stage, StageInstruction } from './dockerfile/ast.ts';
import { filesArchive } from './export-files.ts';
import { findStage } from './dockerfile/find-stage.ts';
import { laterProblems, parseTrigger } from './dockerfile/parse.ts';
import { InstructionError } from './dockerfile/parse-error.ts';
import { filesOf, referencesOf } from './dockerfile/references.ts';
import { imageTree } from './files/image-tree.ts';
import { baseImage, baseOf, contextSource, targetStage, type BuilderParts, type BuildInputs } from './inputs.ts';
import { ContextFiles } from './context-files.ts';
import { contextKey, type NamedContext } from './named-contexts.ts';
import { InstructionRunner } from './instruction-runner.ts';
import { LayerStepStore } from './layer-store.ts';
import { refuse } from './load-definition.ts';
import { scratchState, stateOfImage, fullConfig, type StageState } from './state.ts';
import { SolveError } from './solve-error.ts';
import type { Trace, Vertex } from './trace.ts';
import { platformProblem } from './platform-problem.ts';
import { processError } from './process-error.ts';
import { pullStatuses } from './pull-statuses.ts';

/** Instructions that are steps of their own; the others only change the config. */
const STEPS: readonly StageInstruction['kind'][] = ['run', 'copy', 'add', 'workdir'];

interface BuiltStage {
  readonly state: StageState;
  readonly last: Vertex | undefined;
  /** What its ARGs declared: a stage FROM it has them too. */
  readonly args: StageArgs | undefined;
}

/**
 * Builds as BuildKit does: only what the target needs, stages that do not need each other side by side, and an image of
 * the end alone. Errors: SolveError.
 */
export class GraphBuild {
  private readonly stages: readonly Stage[];
  private readonly built = new Map<number, Promise<BuiltStage>>();
  private readonly images = new Map<string, Promise<Image>>();
  private readonly target: number;
  private readonly store: LayerStepStore;
  /** For stages that are built anew. */
  private readonly freshStore: LayerStepStore;
  private readonly contexts: ContextFiles;
  /** The first failure stops everything else. */
  private readonly stop = new AbortController();
  private readonly inputs: BuildInputs;

  constructor(
    private readonly parts: BuilderParts,
    inputs: BuildInputs,
    private readonly trace: Trace,
    /** The step that warnings belong to. */
    private readonly definition: Vertex,
  ) {
    const signal = AbortSignal.any([inputs.options.signal, this.stop.signal]);
    this.inputs = { ...inputs, options: { ...inputs.options, signal } };
    this.stages = inputs.dockerfile.stages;
    this.target = targetStage(inputs, (name) => `target stage ${JSON.stringify(name)} could not be found`);
    this.store = new LayerStepStore(parts.images, parts.cache, inputs.options.noCache);
    this.freshStore = new LayerStepStore(parts.images, parts.cache, true);
    this.contexts = new ContextFiles(parts.images, trace);
  }

  /** @param sendFiles what is wanted when it is no image: pieces of a tar archive */
  async run(sendFiles: (bytes: Uint8Array) => void): Promise<Image | undefined> {
    const { args, dockerfile, options } = this.inputs;
    try {
      for (const instruction of dockerfile.globalArgs) args.declareGlobal(instruction);
      await this.loadMetadata();
      await this.warnOfVariables();
      const needed = this.neededStages();
      for (const index of needed) this.stage(index).catch(() => {});
      const { state } = await this.stage(this.target);
      if (options.signal.aborted) throw new SlipwayError('canceled', 'context canceled');
      return options.output === 'image' ? await this.export(state) : await this.exportFiles(state, sendFiles);
    } catch (error) {
      this.stop.abort();
      await Promise.allSettled(this.built.values());
      throw error;
    } finally {
      this.store.release();
      this.freshStore.release();
      this.contexts.release();
    }
  }

  /** The target and what it comes from, by FROM, COPY --from and RUN --mount=from. */
  private neededStages(): readonly number[] {
    const needed = new Set<number>();
    const need = (index: number | undefined) => {
      if (index === undefined || needed.has(index)) return;
      needed.add(index);
      const stage = this.stages[index]!;
      if (this.named(stage.from.name)) return;
      for (const reference of referencesOf(stage)) need(findStage(this.stages, reference, index));
      need(findStage(this.stages, this.baseName(index), index));
    };
    need(this.target);
    return [...needed].sort((a, b) => a - b);
  }

  /** What `--build-context` has for a stage or an image of that name. */
  private named(name: string): NamedContext | undefined {
    const key = name === '' ? undefined : contextKey(name);
    return key === undefined ? undefined : this.inputs.contexts.get(key);
  }

  private isFresh(index: number): boolean {
    const { name } = this.stages[index]!.from;
    const wanted = this.inputs.options.noCacheStages;
    return wanted.some((each) => each === String(index) || (name !== '' && each.toLowerCase() === name));
  }

  private baseName(index: number): string {
    const { args, dockerfile } = this.inputs;
    return this.at(
      this.stages[index]!.from.lines,
      () => baseOf(this.stages[index]!.from, args, dockerfile.directives.escape).name,
    );
  }

  /** Looks up (or pulls) the images that the build begins with. */
  private async loadMetadata(): Promise<void> {
    const wanted = new Map<string, Promise<Image>>();
    for (const index of this.neededStages()) {
      const { from } = this.stages[index]!;
      if (this.named(from.name)) continue;
      const name = this.baseName(index);
      if (name === 'scratch' || findStage(this.stages, name, index) !== undefined) continue;
      if (this.named(name)?.kind === 'files') continue;
      const { platform } = baseOf(from, this.inputs.args, this.inputs.dockerfile.directives.escape);
      wanted.set(name, wanted.get(name) ?? this.image(name, platform, from.lines));
    }
    await Promise.all(wanted.values());
  }

  /** With what the images define it is known which variables nobody does. */
  private async warnOfVariables(): Promise<void> {
    const { dockerfile, options, source } = this.inputs;
    const envs = new Map<number, readonly string[]>();
    for (const index of this.neededStages()) {
      const { from } = this.stages[index]!;
      const { name, platform } = baseOf(from, this.inputs.args, dockerfile.directives.escape);
      const image = await this.images.get(`${name} ${platform}`);
      if (image && !this.named(from.name)) envs.set(index, image.config.config?.Env ?? []);
    }
    const problems = laterProblems(dockerfile, (stage) => envs.get(stage));
    for (const problem of problems) this.trace.warn(this.definition, problem, options.dockerfile, source);
    if (dockerfile.directives.check.isError) refuse(problems);
  }

  private image(name: string, platform: string, lines: Stage['from']['lines']): Promise<Image> {
    const key = `${name} ${platform}`;
    const known = this.images.get(key);
    if (known) return known;
    const context = this.named(name);
    const reference = context?.kind === 'image' ? context.reference : name;
    const loading = this.at(lines, async () => {
      const shown = canonical(reference);
      const vertex = this.trace.vertex(`[${context ? `context ${name}` : 'internal'}] load metadata for ${shown}`);
      return vertex.run(async () => {
        try {
          return await baseImage(this.parts, this.inputs, reference, platform, pullStatuses(vertex));
        } catch (error) {
          if (!(error instanceof SlipwayError) || error.kind === 'canceled') throw error;
          throw new SlipwayError(error.kind, `${shown}: ${error.message}`, { cause: error });
        }
      });
    });
    this.images.set(key, loading);
    loading.catch(() => {});
    return loading;
  }

  private stage(index: number): Promise<BuiltStage> {
    const known = this.built.get(index);
    if (known) return known;
    const building = this.buildStage(index).catch((error: unknown) => {
      this.stop.abort();
      throw error;
    });
    this.built.set(index, building);
    building.catch(() => {});
    return building;
  }

  private async buildStage(index: number): Promise<BuiltStage> {
    const { instructions, from } = this.stages[index]!;
    const { options, args, dockerfile } = this.inputs;
    const replaced = this.named(from.name);
    if (replaced) return this.contextBase(replaced, from.name, '', from.lines);
    const title = this.titleOf(index);
    let number = 0;
    const base = await this.base(index, (triggers) => title(++number, triggers));
    let { state, last } = base;
    const stageArgs = args.forStage(base.args);
    const runner = new InstructionRunner({
      ...this.parts,
      options,
      escape: dockerfile.directives.escape,
      isClassic: false,
      store: this.isFresh(index) ? this.freshStore : this.store,
      source: (name) => this.source(name, index),
    });
    const triggers = (state.config.OnBuild ?? []).map(triggerOf);
    state = { ...state, config: { ...state.config, OnBuild: null } };
    for (const [at, instruction] of [...triggers, ...instructions].entries()) {
      const isStep = STEPS.includes(instruction.kind);
      const words = `${at < triggers.length ? 'ONBUILD ' : ''}${instruction.source}`;
      const vertex = isStep
        ? this.trace.vertex(`${title(++number, triggers.length)} ${words}`, last ? [last] : [])
        : undefined;
      if (isStep) last = vertex;
      const report = {
        cached: () => vertex?.cached(),
        runningIn: () => {},
        ended: () => {},
        removed: () => {},
        output: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => vertex?.log(stream, bytes),
      };
      const before = state;
      if (options.signal.aborted) throw new SlipwayError('canceled', 'context canceled');
      // A step begins when what it takes files of is there. What went wrong with that, the step says.
      await Promise.allSettled(filesOf(instruction).map((name) => this.source(name, index)));
      const work = () => this.at(instruction.lines, () => runner.run(before, stageArgs, instruction, report));
      state = vertex ? await vertex.run(work) : await work();
    }
    if (index === this.target && options.labels.length > 0) {
      // Of the image, and of no step: the history says nothing of them.
      const Labels = { ...state.config.Labels, ...Object.fromEntries(options.labels) };
      state = { ...state, config: { ...state.config, Labels }, imageId: undefined };
    }
    return { state, last, args: stageArgs };
  }

  private async base(index: number, title: (triggers: number) => string): Promise<BuiltStage> {
    const { from } = this.stages[index]!;
    const name = this.baseName(index);
    const stage = findStage(this.stages, name, index);
    if (stage !== undefined) {
      const built = await this.stage(stage);
      // Triggers are for those who build from the image.
      const config = { ...built.state.config, OnBuild: null };
      return { ...built, state: { ...built.state, config, isCmdSet: false } };
    }
    if (name === 'scratch') {
      const state = scratchState('1970-01-01T00:00:00Z');
      return { state: { ...state, config: { ...state.config, WorkingDir: '/' } }, last: undefined, args: undefined };
    }
    const { platform } = baseOf(from, this.inputs.args, this.inputs.dockerfile.directives.escape);
    const context = this.named(name);
    if (context) return this.contextBase(context, name, platform, from.lines);
    const image = await this.image(name, platform, from.lines);
    const state = stateOfImage(image);
    const vertex = this.trace.vertex(`${title(state.config.OnBuild?.length ?? 0)} FROM ${canonical(name)}`);
    const problem = platformProblem(this.inputs, image, name, from.lines);
    if (problem) this.trace.warn(vertex, problem, this.inputs.options.dockerfile, this.inputs.source);
    vertex.cached();
    return { state, last: vertex, args: undefined };
  }

  /** What `--build-context` names as a stage, or to build on. */
  private async contextBase(
    context: NamedContext,
    name: string,
    platform: string,
    lines: Stage['from']['lines'],
  ): Promise<BuiltStage> {
    if (context.kind === 'files') return { ...(await this.contexts.state(context)), args: undefined };
    const state = stateOfImage(await this.image(name, platform, lines));
    const vertex = this.trace.vertex(`[context ${name}] ${canonical(context.reference)}`);
    vertex.cached();
    return { state, last: vertex, args: undefined };
  }

  /** '[build 2/5]': the stage's name only where there are several. */
  private titleOf(index: number): (number: number, triggers: number) => string {
    const { from, instructions } = this.stages[index]!;
    const base = this.baseName(index);
    // FROM is counted where it brings an image, and where a named context comes instead (which has no number).
    const hasImage = base !== 'scratch' && findStage(this.stages, base, index) === undefined;
    const steps = instructions.filter(({ kind }) => STEPS.includes(kind)).length + (hasImage ? 1 : 0);
    const several = this.neededStages().length > 1;
    const name = several ? `${from.name || `stage-${index}`} ` : '';
    return (number, triggers) => {
      const total = String(steps + triggers);
      return `[${name}${String(number).padStart(total.length)}/${total}]`;
    };
  }

  private async source(name: string, index: number): Promise<CopySource> {
    if (name === '') return contextSource(this.inputs);
    const stage = findStage(this.stages, name, index);
    const context = this.named(stage === undefined ? name : this.stages[stage]!.from.name);
    if (context?.kind === 'files') return this.contexts.source(context);
    let layers: readonly Digest[];
    if (stage !== undefined) layers = (await this.stage(stage)).state.layers;
    else if (name === 'scratch') layers = [];
    else if (/^\d+$/.test(name) || findStage(this.stages, name) !== undefined) {
      throw new SlipwayError(
        'invalid',
        `invalid stage index or name ${JSON.stringify(name)}: it is not an earlier stage`,
      );
    } else layers = (await this.image(name, '', this.stages[index]!.from.lines)).layers;
    const readers = await Promise.all([...layers].reverse().map((layer) => this.parts.images.layers.reader(layer)));
    return { root: imageTree(readers), entryOf: () => undefined, isContext: false };
  }

  private export(state: StageState): Promise<Image> {
    const { names } = this.inputs.options;
    return this.trace.step('exporting to image', async (vertex) => {
      vertex.status('exporting layers', 0, false);
      const config: ImageConfig = {
        architecture: state.architecture,
        ...(state.variant ? { variant: state.variant } : {}),
        ...(state.author === '' ? {} : { author: state.author }),
        config: fullConfig(state.config) as ImageConfig['config'],
        ...(state.created === '' ? {} : { created: state.created }),
        history: state.history,
        os: 'linux',
        rootfs: { type: 'layers', diff_ids: state.layers },
      };
      vertex.status('exporting layers', 0, true);
      const image = await this.parts.images.create({ config });
      vertex.status(`writing image ${image.id}`, 0, true);
      for (const name of names) {
        const tagged = withDefaultTag(name);
        this.parts.images.tag(image, tagged);
        vertex.status(`naming to ${canonicalName(tagged)}`, 0, true);
      }
      return this.parts.images.resolve(image.id);
    });
  }

  private async exportFiles(state: StageState, send: (bytes: Uint8Array) => void): Promise<undefined> {
    const isTar = this.inputs.options.output === 'tar';
    const vertex = this.trace.vertex(`exporting to client ${isTar ? 'tarball' : 'directory'}`);
    return vertex.run(async () => {
      const readers = await Promise.all([...state.layers].reverse().map((id) => this.parts.images.layers.reader(id)));
      const what = isTar ? 'sending tarball' : 'copying files';
      let sizeBytes = 0;
      vertex.status(what, 0, false);
      for await (const bytes of chunksOf(filesArchive(imageTree(readers)))) {
        send(bytes);
        sizeBytes += bytes.length;
      }
      vertex.status(what, sizeBytes, true);
      return undefined;
    });
  }

  /** An error of what stands in those lines. */
  private at<T>(lines: Stage['from']['lines'], work: () => T): T {
    const located = (error: unknown): never => {
      if (error instanceof SolveError || (error instanceof SlipwayError && error.kind === 'canceled')) throw error;
      throw new SolveError(processError(error), lines, error);
    };
    try {
      const result = work();
      return result instanceof Promise ? (result.catch(located) as T) : result;
    } catch (error) {
      return located(error);
    }
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

function triggerOf(text: string): StageInstruction {
  try {
    return parseTrigger(text);
  } catch (error) {
    if (error instanceof InstructionError) throw new SlipwayError('invalid', error.message, { cause: error });
    throw error;
  }
}

function canonical(name: string): string {
  if (/^(?:sha256:)?[0-9a-f]{64}$/.test(name)) return shortDigest(name as Digest);
  try {
    return canonicalName(withDefaultTag(parseReference(name)));
  } catch {
    return name;
  }
}
