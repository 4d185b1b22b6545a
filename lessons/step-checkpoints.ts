import type { SandboxClient } from '../emulator/browser/sandbox-client.ts';
import { get, type LessonMachine } from './checks/machine.ts';

/** What goes back to the beginning of a step without playing what comes before. */
export type CheckpointMachine = LessonMachine & Pick<SandboxClient, 'checkpoint' | 'checkpoints' | 'rollBack'>;

/** A checkpoint's note: the machine is as these steps of a lesson begin. */
interface Beginning {
  readonly lesson: string;
  readonly steps: readonly string[];
}

/** Control groups beside those of the machine, or mounts in the workspace (the lesson by-hand has both). */
const IS_MADE_BY_HAND = `ls -d /sys/fs/cgroup/*/ | grep -qvE '/(docker|init)/$' || grep -q ' /workspace/' /proc/mounts`;

/**
 * Checkpoints of the machine at the beginning of steps; the machine keeps them over a reload. Going back starts the machine
 * anew on the disks of that moment and the containers that ran: their files are as they were, their processes begin again.
 */
export class StepCheckpoints {
  /** One after the other: a checkpoint stands for the machine when it was asked for. */
  #work: Promise<unknown> = Promise.resolve();

  /**
   * The machine as it is now is where these steps begin. None is taken while there is what a start of the machine would
   * not bring back: mounts and control groups that were made by hand.
   */
  take(machine: CheckpointMachine, lesson: string, steps: readonly string[]): Promise<void> {
    return this.#inTurn(() => take(machine, lesson, steps));
  }

  /** As `take` at a lesson's beginning: if there is no such checkpoint, and nothing in the machine that it would not have. */
  takeFirst(machine: CheckpointMachine, lesson: string, step: string): Promise<void> {
    return this.#inTurn(async () => {
      if ((await find(machine, lesson, step)) !== undefined) return;
      const lists = await Promise.all([
        get<unknown[]>(machine, '/containers/json?all=1'),
        get<unknown[]>(machine, '/images/json'),
        get<{ Volumes: unknown[] | null }>(machine, '/volumes').then((answer) => answer?.Volumes ?? []),
      ]);
      if (lists.every((list) => (list?.length ?? 0) === 0)) await take(machine, lesson, [step]);
    });
  }

  async has(machine: CheckpointMachine, lesson: string, step: string): Promise<boolean> {
    return (await find(machine, lesson, step)) !== undefined;
  }

  /**
   * To the beginning of the last of these steps, which follow each other, that has a checkpoint. Its index; undefined when
   * none has one (any more): then nothing that is stored has changed. Checkpoints that came later are over.
   */
  goBack(machine: CheckpointMachine, lesson: string, steps: readonly string[]): Promise<number | undefined> {
    return this.#inTurn(async () => {
      for (let index = steps.length - 1; index >= 0; index--) {
        const checkpoint = await find(machine, lesson, steps[index]!);
        if (checkpoint !== undefined && (await machine.rollBack(checkpoint))) return index;
      }
      return undefined;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => {});
    return result;
  }
}

async function take(machine: CheckpointMachine, lesson: string, steps: readonly string[]): Promise<void> {
  if (steps.length === 0 || (await machine.runCommand(['sh', '-c', IS_MADE_BY_HAND])).code === 0) return;
  const beginning: Beginning = { lesson, steps };
  await machine.checkpoint(JSON.stringify(beginning));
}

/** The last one that was taken there. */
async function find(machine: CheckpointMachine, lesson: string, step: string): Promise<number | undefined> {
  const isThere = ({ note }: { note: string }) => {
    const beginning = JSON.parse(note) as Beginning;
    return beginning.lesson === lesson && beginning.steps.includes(step);
  };
  return (await machine.checkpoints()).findLast(isThere)?.checkpoint;
}
