import type { SandboxClient } from '../emulator/browser/sandbox-client.ts';
import { containers, get, type LessonMachine } from './checks/machine.ts';

/** What goes back to the beginning of a step without playing what comes before. */
export type CheckpointMachine = LessonMachine & Pick<SandboxClient, 'checkpoint' | 'rollBack'>;

interface Taken {
  readonly checkpoint: number;
  /** IDs of what ran, the oldest first. */
  readonly running: readonly string[];
  readonly paused: readonly string[];
}

/** Control groups beside those of the machine, or mounts in the workspace (the lesson by-hand has both). */
const IS_MADE_BY_HAND = `ls -d /sys/fs/cgroup/*/ | grep -qvE '/(docker|init)/$' || grep -q ' /workspace/' /proc/mounts`;

/**
 * Checkpoints of the machine at the beginning of steps. Going back starts the machine anew on the disks of that moment,
 * then the containers that ran: their files are as they were, their processes begin again.
 */
export class StepCheckpoints {
  readonly #taken = new Map<string, Taken>();
  /** One after the other: a checkpoint stands for the machine when it was asked for. */
  #work: Promise<unknown> = Promise.resolve();

  has(lesson: string, step: string): boolean {
    return this.#taken.has(`${lesson}/${step}`);
  }

  /**
   * The machine as it is now is where these steps begin. None is taken while there is what a start of the machine would
   * not bring back: a running container with `--rm`, mounts and control groups that were made by hand.
   */
  take(machine: CheckpointMachine, lesson: string, steps: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const all = (await containers(machine)).reverse();
      const isRunning = ({ State }: (typeof all)[number]) => ['running', 'paused', 'restarting'].includes(State.Status);
      const isLost =
        all.some((each) => isRunning(each) && each.HostConfig.AutoRemove) ||
        (await machine.runCommand(['sh', '-c', IS_MADE_BY_HAND])).code === 0;
      for (const step of steps) this.#taken.delete(`${lesson}/${step}`);
      if (isLost || steps.length === 0) return;
      const taken = {
        checkpoint: await machine.checkpoint(),
        running: all.filter(isRunning).map(({ Id }) => Id),
        paused: all.filter(({ State }) => State.Status === 'paused').map(({ Id }) => Id),
      };
      for (const step of steps) this.#taken.set(`${lesson}/${step}`, taken);
    });
  }

  /** As `take`, if there is nothing in the machine that a lesson's beginning does not have. */
  async takeWhenEmpty(machine: CheckpointMachine, lesson: string, step: string): Promise<void> {
    const lists = await Promise.all([
      get<unknown[]>(machine, '/containers/json?all=1'),
      get<unknown[]>(machine, '/images/json'),
      get<{ Volumes: unknown[] | null }>(machine, '/volumes').then((answer) => answer?.Volumes ?? []),
    ]);
    if (lists.every((list) => (list?.length ?? 0) === 0)) await this.take(machine, lesson, [step]);
  }

  /** False when there is no checkpoint of that step (any more), and nothing is done. Rejects when the machine does not start. */
  goBack(machine: CheckpointMachine, lesson: string, step: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const taken = this.#taken.get(`${lesson}/${step}`);
      if (taken === undefined) return false;
      // Those that came later are over, and this one when it is not there any more.
      const isBack = await machine.rollBack(taken.checkpoint);
      for (const [key, { checkpoint }] of this.#taken) {
        if (checkpoint > taken.checkpoint || (!isBack && checkpoint === taken.checkpoint)) this.#taken.delete(key);
      }
      if (!isBack) return false;
      await Promise.all(taken.running.map((id) => post(machine, `/containers/${id}/start`)));
      await Promise.all(taken.paused.map((id) => post(machine, `/containers/${id}/pause`)));
      return true;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => {});
    return result;
  }
}

async function post(machine: LessonMachine, path: string): Promise<void> {
  const { status, body } = await machine.api({ method: 'POST', path });
  // 304: the restart policy was faster.
  if (status >= 400) throw new Error((body as { message?: string } | undefined)?.message ?? `${path}: ${status}`);
}
