import { SlipwayError } from '../../errors.ts';
import { ClassicStore } from './classic-store.ts';
import type { CopySource } from './copy.ts';
import type { LabelInstruction, Problem, Stage, StageInstruction } from './dockerfile/ast.ts';
import { findStage } from './dockerfile/find-stage.ts';
import { parseTrigger } from './dockerfile/parse.ts';
import { InstructionError } from './dockerfile/parse-error.ts';
import { imageTree } from './files/image-tree.ts';
import { baseImage, baseOf, contextSource, targetStage, type BuilderParts, type BuildInputs } from './inputs.ts';
import { InstructionRunner } from './instruction-runner.ts';
import type { ClassicOutput } from './classic-output.ts';
import type { Healthcheck } from '../containers/healthcheck.ts';
import { plainList } from './go-format.ts';
import { scratchState, stateOfImage, type StageState } from './state.ts';

const BEFORE_INSTRUCTIONS =
  /^(?:file with no instructions|(?:ENV|LABEL) must have two arguments|Syntax error - can't find =|invalid escape token|only one \w+ parser directive|unterminated heredoc|when using JSON array)/;

/** The first error, as the classic builder words it. */
export function classicParseError({ message, lines }: Problem): SlipwayError {
  // Its parser tells some mistakes before it looks at instructions, and has no line for them.
  if (BEFORE_INSTRUCTIONS.test(message)) return new SlipwayError('invalid', `failed to parse Dockerfile: ${message}`);
  if (message === 'no build stage in current context') return new SlipwayError('invalid', message);
  const text = message
    .replace(/^unknown instruction: (\S+).*$/, (_, name: string) => `unknown instruction: ${name.toUpperCase()}`)
    .replace(
      /^(unknown|duplicate|missing a|expecting)(?= (?:flag|value|boolean))/,
      (word) => word[0]!.toUpperCase() + word.slice(1),
    )
    .replace(/ \(did you mean .*\?\)$/, '')
    .replace(/^--retries cannot be negative \((.*)\)$/, '--retries must be at least 1 (not $1)')
    .replace(/, but no arguments were provided\. Source/, ', but only one was provided. Destination');
  return new SlipwayError('invalid', `dockerfile parse error line ${lines.start}: ${text}`);
}

/** Builds as Docker's classic builder does: one step after the other, all stages up to the target, an image a step. */
export async function classicBuild(
  parts: BuilderParts,
  inputs: BuildInputs,
  output: ClassicOutput,
): Promise<StageState> {
  const build = new ClassicBuild(parts, inputs, output);
  return build.run();
}

class ClassicBuild {
  private readonly states: StageState[] = [];
  private readonly stages: readonly Stage[];
  private readonly total: number;
  private number = 1;

  constructor(
    private readonly parts: BuilderParts,
    private readonly inputs: BuildInputs,
    private readonly output: ClassicOutput,
  ) {
    const { dockerfile } = inputs;
    const error = dockerfile.problems.find(({ severity }) => severity === 'error');
    if (error) throw classicParseError(error);
    const unreachable = (target: string) => `failed to reach build target ${target} in Dockerfile`;
    const last = targetStage(inputs, unreachable);
    // By its name alone: a number is none to the classic builder.
    if (/^\d+$/.test(inputs.options.target)) throw new SlipwayError('invalid', unreachable(inputs.options.target));
    this.stages = withLabels(dockerfile.stages.slice(0, last + 1), inputs.options.labels);
    this.total =
      dockerfile.globalArgs.length + this.stages.reduce((sum, stage) => sum + 1 + stage.instructions.length, 0);
  }

  async run(): Promise<StageState> {
    const { args, dockerfile } = this.inputs;
    this.warn();
    for (const instruction of dockerfile.globalArgs) {
      this.announce(instruction.source);
      args.declareGlobal(instruction);
    }
    for (const [index, stage] of this.stages.entries()) this.states.push(await this.buildStage(index, stage));
    const unused = args.unused();
    if (unused.length > 0) {
      this.output.text(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
    }
    return this.states.at(-1)!;
  }

  private async buildStage(index: number, { from, instructions }: Stage): Promise<StageState> {
    const { parts, inputs, output } = this;
    const { options, dockerfile } = inputs;
    const { escape } = dockerfile.directives;
    if (from.name !== '' && this.stages.slice(0, index).some((stage) => stage.from.name === from.name)) {
      throw new SlipwayError('invalid', `${from.name} stage name already used`);
    }
    this.announce(from.source);
    const stageArgs = inputs.args.forStage();
    const runner = new InstructionRunner({
      ...parts,
      options,
      escape,
      isClassic: true,
      store: new ClassicStore(parts.context, parts.images, parts.containers, options),
      source: (name) => this.source(name, index),
    });
    const report = {
      cached: () => output.text(' ---> Using cache\n'),
      runningIn: (id: string) => output.text(` ---> Running in ${short(id)}\n`),
      ended: () => output.endCommand(),
      removed: (id: string) => output.text(`Removing intermediate container ${short(id)}\n`),
      output: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => output.bytes(stream, bytes),
    };
    const run = async (state: StageState, instruction: StageInstruction) => {
      if (options.signal.aborted) throw new SlipwayError('canceled', 'build cancelled');
      refuseBuildKit(instruction);
      if (instruction.kind === 'healthcheck') this.noteHealthcheck(state);
      return runner.run(state, stageArgs, instruction, report);
    };
    let state = await this.base(index);
    const triggers = state.config.OnBuild ?? [];
    if (triggers.length > 0) {
      output.text(`# Executing ${triggers.length} build trigger${triggers.length > 1 ? 's' : ''}\n`);
      state = { ...state, config: { ...state.config, OnBuild: null } };
      for (const trigger of triggers) state = await run(state, triggerOf(trigger));
    }
    output.text(` ---> ${short(state.imageId ?? '')}\n`);
    for (const instruction of instructions) {
      this.announce(instruction.source);
      state = await run(state, instruction);
      output.text(` ---> ${short(state.imageId ?? '')}\n`);
    }
    if (state.imageId !== undefined) output.aux({ ID: state.imageId });
    return state;
  }

  private async base(index: number): Promise<StageState> {
    const { inputs, parts, output } = this;
    const { from } = this.stages[index]!;
    const { name, platform } = baseOf(from, inputs.args, inputs.dockerfile.directives.escape);
    const stage = findStage(this.stages, name, index);
    // A number is the name of an image here.
    if (stage !== undefined && !/^\d+$/.test(name)) return { ...this.states[stage]!, isCmdSet: false };
    if (name === 'scratch') return scratchState('');
    return stateOfImage(await baseImage(parts, inputs, name, platform, (message) => output.progress(message)));
  }

  /** Where COPY takes from. */
  private async source(name: string, index: number): Promise<CopySource> {
    const { parts, inputs, output } = this;
    if (name === '') return contextSource(inputs);
    if (/^-?\d+$/.test(name) && (Number(name) >= index || Number(name) < 0)) {
      const why = Number(name) === index ? 'refers to current build stage' : 'index out of bounds';
      throw new SlipwayError('invalid', `invalid from flag value ${name}: ${why}`);
    }
    const stage = findStage(this.stages, name, index);
    let layers: StageState['layers'];
    if (stage !== undefined) layers = this.states[stage]!.layers;
    else {
      try {
        layers = (await baseImage(parts, inputs, name, '', (message) => output.progress(message))).layers;
      } catch (error) {
        if (!(error instanceof SlipwayError) || error.kind === 'canceled') throw error;
        throw new SlipwayError(error.kind, `invalid from flag value ${name}: ${error.message}`, { cause: error });
      }
    }
    const readers = await Promise.all([...layers].reverse().map((layer) => parts.images.layers.reader(layer)));
    return { root: imageTree(readers), entryOf: () => undefined, isContext: false };
  }

  private noteHealthcheck({ config }: StageState): void {
    const test = (config.Healthcheck as Healthcheck | undefined)?.Test ?? [];
    if (test.length === 0 || test[0] === 'NONE') return;
    this.output.text(`Note: overriding previous HEALTHCHECK: ${plainList(test)}\n`);
  }

  /** Of mistakes that this parser forgives. */
  private warn(): void {
    const { problems, stages } = this.inputs.dockerfile;
    const empty = problems.filter(({ code }) => code === 'NoEmptyContinuation');
    if (empty.length === 0) return;
    const all = stages.flatMap(({ from, instructions }) => [from, ...instructions]);
    const sources = empty.map(({ lines }) => all.find((each) => each.lines.start === lines.start)?.source ?? '');
    const found = sources.map((source) => `[WARNING]: Empty continuation line found in:\n    ${source}\n`).join('');
    this.output.warn(`${found}[WARNING]: Empty continuation lines will become errors in a future release.\n`);
  }

  private announce(source: string): void {
    this.output.text(`Step ${this.number++}/${this.total} : ${source}\n`);
  }
}

/** Flags that the classic builder reads and cannot do (moby: builder/dockerfile/dispatchers.go). */
function refuseBuildKit(instruction: StageInstruction): void {
  const refuse = (flag: string) => {
    throw new SlipwayError(
      'invalid',
      `the --${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
    );
  };
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    if (instruction.chmod !== '') refuse('chmod');
  } else if (instruction.kind === 'run') {
    if (instruction.mounts.length > 0) refuse('mount');
    if (instruction.network !== 'default') refuse('network');
    if (instruction.security !== 'sandbox') refuse('security');
  }
}

function triggerOf(text: string): StageInstruction {
  try {
    return parseTrigger(text);
  } catch (error) {
    if (error instanceof InstructionError) throw new SlipwayError('invalid', error.message, { cause: error });
    throw error;
  }
}

/** A `--label` is an instruction at the end. */
function withLabels(stages: readonly Stage[], labels: readonly (readonly [string, string])[]): readonly Stage[] {
  const last = stages.at(-1);
  if (labels.length === 0 || !last) return stages;
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  const literal = (text: string) => `'${text.replaceAll("'", `'"'"'`)}'`;
  const instructions = sorted.map(([key, value]): LabelInstruction => ({
    kind: 'label',
    pairs: [{ key: literal(key), value: literal(value) }],
    lines: last.from.lines,
    source: `LABEL ${key}=${value}`,
  }));
  return [...stages.slice(0, -1), { ...last, instructions: [...last.instructions, ...instructions] }];
}

const short = (id: string) => id.replace('sha256:', '').slice(0, 12);
