import { SlipwayError } from '../../errors.ts';
import { parseSignal } from '../containers/signals.ts';
import type { StageArgs } from './build-args.ts';
import { changeConfig } from './change-config.ts';
import { exposedPorts } from './exposed-ports.ts';
import type { HealthcheckInstruction, StageInstruction } from './dockerfile/ast.ts';
import { expandWord, expandWords } from './dockerfile/expand.ts';
import { durationText, plainList, quotedList, quotedRune } from './go-format.ts';
import type { StageState } from './state.ts';

/** An instruction that only changes the image's config. */
export type MetadataInstruction = Exclude<StageInstruction, { kind: 'run' | 'copy' | 'add' | 'workdir' }>;

export interface MetadataChange {
  readonly state: StageState;
  /** What the history says of it: 'ENV a=b'. */
  readonly comment: string;
}

/** Errors 'invalid' in Docker's words. */
export function applyMetadata(
  state: StageState,
  args: StageArgs,
  instruction: MetadataInstruction,
  escape: string,
  isClassic: boolean,
): MetadataChange {
  const variables = args.variables(state.config.Env);
  const word = (text: string) => expandWord(text, variables, escape);
  if (instruction.kind === 'arg') {
    const shown = instruction.args.map(({ key, value }) => {
      const expanded = value === undefined ? undefined : word(value);
      args.declare(key, expanded);
      return expanded === undefined ? key : `${key}=${expanded}`;
    });
    return { state, comment: `ARG ${shown.join(' ')}` };
  }
  if (instruction.kind === 'maintainer') {
    return { state: { ...state, author: instruction.maintainer }, comment: `MAINTAINER ${instruction.maintainer}` };
  }
  const draft = { config: state.config, isCommandSet: state.isCmdSet };
  const changed = changeConfig(draft, instruction, { variables, escape });
  if (!changed) throw new SlipwayError('internal', `${instruction.kind} is no change of the config`);
  const { config, isCommandSet } = changed;
  const next = (comment: string): MetadataChange => ({ state: { ...state, config, isCmdSet: isCommandSet }, comment });
  switch (instruction.kind) {
    case 'env':
    case 'label': {
      const name = instruction.kind.toUpperCase();
      const pairs = instruction.pairs.map(({ key, value }) => [word(key), word(value)] as const);
      if (pairs.some(([key]) => key === '')) throw new SlipwayError('invalid', `${name} names can not be blank`);
      return next(name + pairs.map(([key, value]) => ` ${key}=${value}`).join(''));
    }
    case 'cmd': {
      const change = next(`CMD ${quotedList(config.Cmd)}`);
      // It means nothing on Linux, and BuildKit sets it all the same.
      return isClassic ? change : { ...change, state: { ...change.state, config: { ...config, ArgsEscaped: true } } };
    }
    case 'entrypoint':
      return next(`ENTRYPOINT ${quotedList(config.Entrypoint)}`);
    case 'shell':
      return next(`SHELL ${plainList(instruction.shell)}`);
    case 'user':
      return next(`USER ${config.User}`);
    case 'stopsignal':
      parseSignal(config.StopSignal ?? '');
      return next(`STOPSIGNAL ${config.StopSignal}`);
    case 'expose': {
      if (!isClassic) {
        const typed = instruction.ports.flatMap((port) => expandWords(port, variables, escape));
        return next(`EXPOSE ${plainList(Object.keys(exposedPorts(typed)))}`);
      }
      // Docker sorts what is written, not what it means.
      const ports = [...instruction.ports].sort().flatMap((port) => expandWords(port, variables, escape));
      return next(`EXPOSE ${ports.join(' ')}`);
    }
    case 'volume':
      return next(`VOLUME ${plainList(instruction.paths.map(word))}`);
    case 'onbuild':
      return next(`ONBUILD ${instruction.trigger}`);
    case 'healthcheck':
      return next(`HEALTHCHECK ${healthText(instruction.health)}`);
  }
}

/** Go's `%q` of a *container.HealthConfig. */
function healthText(health: HealthcheckInstruction['health']): string {
  const duration = (value: number | undefined) => `"${durationText(value ?? 0)}"`;
  const times = [health.Interval, health.Timeout, health.StartPeriod].map(duration).join(' ');
  return `&{${quotedList(health.Test)} ${times} ${quotedRune(health.Retries ?? 0)}}`;
}
