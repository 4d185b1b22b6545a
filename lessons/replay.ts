import type { CommandResult } from '../emulator/browser/run-command.ts';
import type { LessonMachine, PlayedMachine } from './checks/machine.ts';
import type { Script } from './format/schema.ts';

const HOME = '/workspace';
/** A build that installs packages takes its time. */
const SCRIPT_LIMIT_MS = 300_000;

/**
 * What Docker has; what is made by hand: control groups beside those of the machine with their processes, cables, mounts
 * in the workspace; and all of the workspace. The build cache stays: what is built again is there at once.
 */
const CLEAR = `
docker ps -aq | xargs -r docker rm -f
docker network prune -f
docker volume prune -af
docker image prune -af
for group in /sys/fs/cgroup/*/; do
  case "$group" in */docker/ | */init/) continue ;; esac
  echo 1 > "$group/cgroup.kill"
  # Processes take a moment to die, and so long the group cannot be removed.
  for try in $(seq 100); do
    find "$group" -depth -type d -exec rmdir {} ';' || true
    [ -d "$group" ] || break
    sleep 0.1
  done
  [ ! -d "$group" ]
done
for cable in /sys/class/net/*; do
  [ "$(cat "$cable/iflink")" = "$(cat "$cable/ifindex")" ] || ip link del "\${cable##*/}" || true
done
# The innermost first. What the loop has unmounted must not be gone into by rm.
awk '$2 ~ "^/workspace/" { print $2 }' /proc/mounts | tac | while read -r at; do umount -l "$(printf %b "$at")"; done
find /workspace -mindepth 1 -maxdepth 1 -exec rm -rf {} +
`;

/** Where the shell is when it ends is told behind all it says. */
const PLAY = `trap 'printf "\\n%s" "$PWD" >&2' EXIT\ncd -- "$1" && eval "$2"`;

/** A shell in the machine whose scripts follow each other, as a learner's do: one stays in the folder it went to. */
export interface Player {
  /** Where the shell is. */
  folder(): string;
  /** What it printed, its last line aside. Rejects when it takes longer than five minutes. */
  play(script: string): Promise<CommandResult>;
}

function openPlayer(machine: LessonMachine, startFolder: string): Player {
  let folder = startFolder;
  return {
    folder: () => folder,
    async play(script) {
      const result = await machine.runCommand(['bash', '-c', PLAY, 'bash', folder, script], SCRIPT_LIMIT_MS);
      const at = result.stderr.lastIndexOf('\n');
      folder = result.stderr.slice(at + 1) || HOME;
      return { ...result, stderr: result.stderr.slice(0, at) };
    },
  };
}

/** An empty machine: no container, image, volume, network and file. Rejects with what did not go. */
async function clearMachine(machine: LessonMachine): Promise<void> {
  const { code, stderr } = await machine.runCommand(['bash', '-c', `set -e -o pipefail\n${CLEAR}`], SCRIPT_LIMIT_MS);
  if (code !== 0) throw new Error(`the machine could not be cleared: ${stderr.trim()}`);
}

/** A file of `start/`, relative to /workspace. */
export interface StartFile {
  readonly path: string;
  readonly text: string;
}

/** What a lesson does to a machine. */
export interface PlayableLesson {
  readonly files: readonly StartFile[];
  /** The solutions of its steps. */
  readonly steps: readonly (readonly Script[])[];
  /** The lesson that it goes on from; undefined when it starts with an empty machine. */
  readonly previous: PlayableLesson | undefined;
}

/**
 * Clears the machine and brings it to the beginning of a step, by doing all that comes before. Says nothing of scripts that
 * fail: checks do. `onPlay` hears what is played next.
 */
export async function beginAt(
  machine: PlayedMachine,
  lesson: PlayableLesson,
  step: number,
  onPlay: (script: string) => void = () => {},
): Promise<Player> {
  await clearMachine(machine);
  return playUpTo(machine, lesson, step, onPlay);
}

async function playUpTo(
  machine: PlayedMachine,
  { previous, files, steps }: PlayableLesson,
  step: number,
  onPlay: (script: string) => void,
): Promise<Player> {
  if (previous !== undefined) await playUpTo(machine, previous, previous.steps.length, onPlay);
  await putFiles(machine, files);
  return playSteps(machine, steps.slice(0, step), onPlay);
}

/** Does what is done in steps of a lesson, one after the other, on a machine as the first of them begins. */
export async function playSteps(
  machine: PlayedMachine,
  steps: PlayableLesson['steps'],
  onPlay: (script: string) => void = () => {},
  folder = HOME,
): Promise<Player> {
  const player = openPlayer(machine, folder);
  for (const { run } of steps.flat()) {
    onPlay(run);
    await player.play(run);
  }
  return player;
}

export async function putFiles({ files }: PlayedMachine, start: readonly StartFile[]): Promise<void> {
  const encoder = new TextEncoder();
  for (const { path, text } of start) {
    if (path.includes('/')) await files.makeDirectory(path.slice(0, path.lastIndexOf('/')));
    await files.write(path, encoder.encode(text));
  }
}

/** Those files whose folder, or themselves at the top, are not there yet: what a learner did with them is kept. */
export async function putMissingFiles(machine: PlayedMachine, start: readonly StartFile[]): Promise<void> {
  const there = new Set((await machine.files.list('')).map(({ name }) => name));
  await putFiles(
    machine,
    start.filter(({ path }) => !there.has(path.split('/')[0]!)),
  );
}
