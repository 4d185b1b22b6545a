import type { CommandResult } from '../emulator/browser/run-command.ts';
import type { LessonMachine } from './checks/machine.ts';
import type { Script } from './format/schema.ts';

const HOME = '/workspace';
/** A build that installs packages takes its time. */
const SCRIPT_LIMIT_MS = 300_000;

/** What Docker has, and all of the workspace. The build cache stays: what is built again is there at once. */
const CLEAR = `
docker ps -aq | xargs -r docker rm -f
docker network prune -f
docker volume prune -af
docker image prune -af
find /workspace -mindepth 1 -maxdepth 1 -exec rm -rf {} +
`;

/** Where the shell is when it ends is told behind all it says. */
const PLAY = `trap 'printf "\\n%s" "$PWD" >&2' EXIT\ncd -- "$1" && eval "$2"`;

/** A shell in the machine whose scripts follow each other, as a learner's do: one stays in the folder it went to. */
export interface Player {
  /** What it printed, its last line aside. Rejects when it takes longer than five minutes. */
  play(script: string): Promise<CommandResult>;
}

export function openPlayer(machine: LessonMachine): Player {
  let folder = HOME;
  return {
    async play(script) {
      const result = await machine.runCommand(['bash', '-c', PLAY, 'bash', folder, script], SCRIPT_LIMIT_MS);
      const at = result.stderr.lastIndexOf('\n');
      folder = result.stderr.slice(at + 1) || HOME;
      return { ...result, stderr: result.stderr.slice(0, at) };
    },
  };
}

/** An empty machine: no container, image, volume, network and file. Rejects with what did not go. */
export async function clearMachine(machine: LessonMachine): Promise<void> {
  const { code, stderr } = await machine.runCommand(['bash', '-c', `set -e -o pipefail\n${CLEAR}`], SCRIPT_LIMIT_MS);
  if (code !== 0) throw new Error(`the machine could not be cleared: ${stderr.trim()}`);
}

/** Plays what a learner would have done. Says nothing of failures: checks do. */
export async function playAll(player: Player, scripts: readonly Script[]): Promise<void> {
  for (const { run } of scripts) await player.play(run);
}
