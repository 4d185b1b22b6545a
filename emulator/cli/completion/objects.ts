import type { ContainerSummary, ImageSummary, NetworkSummary, VolumeSummary } from '../api/types.ts';
import type { Cli } from '../cli.ts';
import { listContexts, DEFAULT_CONTEXT } from '../contexts.ts';
import { currentContext } from '../endpoint.ts';
import { Directive, type Candidate, type Completion } from './completion.ts';

/** Nothing to offer, and no files either. */
export const nothing: Completion = () => ({ candidates: [], directive: Directive.noFiles });

/** What the shell completes by itself. */
export const files: Completion = () => ({ candidates: [], directive: Directive.default });

export const words =
  (...candidates: readonly (string | Candidate)[]): Completion =>
  () => ({ candidates, directive: Directive.noFiles });

/** Names of objects of one kind. */
export type Names = (cli: Cli) => Promise<readonly (string | Candidate)[]>;

/** Names of the daemon's objects as one kind after the other gives them. */
export const objects =
  (...kinds: readonly Names[]): Completion =>
  async ({ cli }) => {
    const lists = await Promise.all(kinds.map((names) => names(cli)));
    return { candidates: lists.flat(), directive: Directive.noFiles };
  };

type State = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** Names of containers, of all or of those in one of the states. */
export const containers =
  (...states: readonly State[]) =>
  async (cli: Cli): Promise<string[]> => {
    const all = await cli.api.get<ContainerSummary[]>('/containers/json', { query: { all: true } });
    return all
      .filter(({ State: state }) => states.length === 0 || states.some((one) => one === state))
      .flatMap(({ Names }) => (Names ?? []).map((name) => name.slice(1)))
      .filter((name) => !name.includes('/'))
      .sort();
  };

export const running = containers('running', 'paused', 'restarting');

export async function images(cli: Cli): Promise<string[]> {
  const all = await cli.api.get<ImageSummary[]>('/images/json');
  return all
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .filter((name) => name !== '<none>:<none>')
    .sort();
}

export async function networks(cli: Cli): Promise<string[]> {
  return (await cli.api.get<NetworkSummary[]>('/networks')).map(({ Name }) => Name).sort();
}

export async function volumes(cli: Cli): Promise<string[]> {
  const { Volumes } = await cli.api.get<{ Volumes: VolumeSummary[] | null }>('/volumes');
  return (Volumes ?? []).map(({ Name }) => Name).sort();
}

export async function contexts(cli: Cli): Promise<Candidate[]> {
  const current = await currentContext(cli);
  const all = [...(await listContexts(cli)), { name: DEFAULT_CONTEXT, description: '' }];
  return all.map(({ name, description }) => ({ value: name, description: name === current ? 'current' : description }));
}

export async function plugins(kind: 'Log' | 'Network' | 'Volume', cli: Cli): Promise<string[]> {
  const { Plugins } = await cli.api.get<{ Plugins: Readonly<Record<string, string[] | null>> }>('/info');
  return [...(Plugins[kind] ?? [])].sort();
}

/** The completion for each argument in turn; the last one for those that follow when `repeats`. */
export const inTurn =
  (steps: readonly Completion[], repeats = false): Completion =>
  (request) => {
    const step = steps[request.args.length] ?? (repeats ? steps.at(-1) : nothing);
    return (step ?? nothing)(request);
  };

/** Like `completion`, without what stands on the line already. */
export const others =
  (completion: Completion): Completion =>
  async (request) => {
    const completed = await completion(request);
    const isNew = (one: string | Candidate): boolean =>
      !request.args.includes(typeof one === 'string' ? one : one.value);
    return { ...completed, candidates: completed.candidates.filter(isNew) };
  };
