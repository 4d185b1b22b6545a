import { isUp, nameOf, type ContainerDetails, type ListedContainer } from '../machine/engine-objects.ts';
import {
  NAMESPACES,
  type CgroupFigures,
  type KernelProcess,
  type KernelReport,
  type NamespaceKind,
  type Namespaces,
} from '../machine/kernel-report.ts';

export interface ProcessNode {
  readonly process: KernelProcess;
  /** Of its own pid namespace. */
  readonly pidInside: number;
  /** How it was called; its name in brackets where the kernel does not say (ps(1) does so). */
  readonly command: string;
  /** Namespaces that differ from those of the container's first process. */
  readonly differing: readonly NamespaceKind[];
  /** It came in from outside: neither the container's first process nor a descendant (`docker exec`). */
  readonly isEntered: boolean;
  readonly children: readonly ProcessNode[];
}

/** With whom a container shares a namespace. */
export interface NamespaceUse {
  readonly kind: NamespaceKind;
  readonly inode: number;
  readonly isMachines: boolean;
  /** Names of other containers. */
  readonly sharedWith: readonly string[];
}

export interface ContainerPicture {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  /** In Docker's words: 'Up 2 minutes', 'Exited (1) 3 seconds ago'. */
  readonly status: string;
  readonly isUp: boolean;
  readonly exitCode: number | undefined;
  readonly wasOomKilled: boolean;
  readonly restarts: number;
  /** Where Docker put its group, below /sys/fs/cgroup. */
  readonly cgroupPath: string;
  /** undefined while it has no group, or the kernel was not asked since it has one. */
  readonly figures: CgroupFigures | undefined;
  readonly processes: readonly ProcessNode[];
  readonly namespaces: readonly NamespaceUse[];
}

interface Container extends ListedContainer {
  readonly details: ContainerDetails | undefined;
}

/** Containers as Docker lists them with what the kernel says of them: those that are up first. */
export function containerPictures(
  containers: readonly Container[],
  report: KernelReport | undefined,
): readonly ContainerPicture[] {
  const processesOf = new Map(containers.map(({ Id }) => [Id, report === undefined ? [] : processesIn(report, Id)]));
  const mains = new Map(
    containers.flatMap((container) => {
      const main = mainProcess(processesOf.get(container.Id) ?? [], container.details?.State.Pid);
      return main === undefined ? [] : [[container.Id, main] as const];
    }),
  );
  const pictures = containers.map((container): ContainerPicture => {
    const { Id, Image, State, Status, details } = container;
    const cgroupPath = `/docker/${Id}`;
    const main = mains.get(Id);
    const figures = report?.groups.find(({ path }) => path === cgroupPath)?.figures;
    return {
      id: Id,
      name: nameOf(container),
      image: Image,
      state: State,
      status: Status,
      isUp: isUp(container),
      exitCode: State === 'exited' || State === 'dead' ? details?.State.ExitCode : undefined,
      wasOomKilled: details?.State.OOMKilled === true || (figures?.oomKills ?? 0) > 0,
      restarts: details?.RestartCount ?? 0,
      cgroupPath,
      figures,
      processes: processForest(processesOf.get(Id) ?? [], main),
      namespaces:
        main === undefined || report === undefined
          ? []
          : NAMESPACES.map((kind) => ({
              kind,
              inode: main.namespaces[kind],
              isMachines: main.namespaces[kind] === report.namespaces[kind],
              sharedWith: containers
                .filter(({ Id: other }) => other !== Id && mains.get(other)?.namespaces[kind] === main.namespaces[kind])
                .map(nameOf),
            })),
    };
  });
  return [...pictures.filter((each) => each.isUp), ...pictures.filter((each) => !each.isUp)];
}

/** Of its group and of those that it made below. */
function processesIn({ groups }: KernelReport, id: string): readonly KernelProcess[] {
  const path = `/docker/${id}`;
  return groups
    .filter((group) => group.path === path || group.path.startsWith(`${path}/`))
    .flatMap(({ processes }) => processes);
}

/** The one that Docker started; else, where the engine does not know yet, the first that is process 1 somewhere. */
function mainProcess(processes: readonly KernelProcess[], pid: number | undefined): KernelProcess | undefined {
  return processes.find((each) => each.pid === pid) ?? processes.find((each) => each.pids.at(-1) === 1) ?? processes[0];
}

/**
 * Processes below their parents; `main` first, then those whose parents are elsewhere. A forest whatever the numbers
 * are: they were read one after the other.
 */
export function processForest(
  processes: readonly KernelProcess[],
  main: KernelProcess | undefined,
): readonly ProcessNode[] {
  const placed = new Set<number>();
  const byPid = [...processes].sort((a, b) => a.pid - b.pid);
  const node = (process: KernelProcess, isEntered: boolean): ProcessNode => {
    placed.add(process.pid);
    const children = byPid
      .filter((each) => each.parent === process.pid && !placed.has(each.pid))
      .map((each) => (placed.has(each.pid) ? undefined : node(each, false)));
    return {
      process,
      pidInside: process.pids.at(-1) ?? process.pid,
      command: commandOf(process),
      differing: main === undefined ? [] : differing(process.namespaces, main.namespaces),
      isEntered,
      children: children.filter((each) => each !== undefined),
    };
  };
  const pids = new Set(byPid.map(({ pid }) => pid));
  const forest = main === undefined ? [] : [node(main, false)];
  // Where the pid namespace is not its own, orphans go to a process outside, too: who came in cannot be told.
  const isOwn = main === undefined || main.pids.at(-1) === 1;
  for (const each of byPid) if (!placed.has(each.pid) && !pids.has(each.parent)) forest.push(node(each, isOwn));
  for (const each of byPid) if (!placed.has(each.pid)) forest.push(node(each, false));
  return forest;
}

function differing(own: Namespaces, others: Namespaces): readonly NamespaceKind[] {
  return NAMESPACES.filter((kind) => own[kind] !== others[kind] && own[kind] !== 0);
}

/** On one line: what would break it, or turn it around, is shown as the shell would write it. */
export function commandOf({ argv, name }: Pick<KernelProcess, 'argv' | 'name'>): string {
  const text = argv.some((part) => part !== '') ? argv.join(' ').trimEnd() : `[${name}]`;
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(letter: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\x1b': '\\e' };
  return short[letter] ?? `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`;
}

/** How many there are in a forest. */
export function countProcesses(forest: readonly ProcessNode[]): number {
  return forest.reduce((count, { children }) => count + 1 + countProcesses(children), 0);
}
