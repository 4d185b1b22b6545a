'use client';

import { useEffect, useState } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { beginAt, playSteps, putMissingFiles, type PlayableLesson } from '@/lessons/replay.ts';
import { folderBefore } from '@/lessons/shell-folder.ts';
import { stepCheckpoints } from './step-checkpoints.ts';

export type Preparing =
  | { readonly kind: 'idle' }
  /** `script`: what is being played; '' while the machine is cleared. */
  | { readonly kind: 'playing'; readonly script: string }
  | { readonly kind: 'failed'; readonly reason: Reason };

/**
 * The lesson's files are put into the workspace once there is a machine; `begin` brings it to a step's beginning: back to
 * the checkpoint that was taken there, else to the last one before, or an empty machine, and on from there by doing all that
 * comes before.
 */
export function useLessonMachine(slug: string, stepIds: readonly string[], lesson: PlayableLesson) {
  const isReady = useBoot().kind === 'ready';
  const [preparing, setPreparing] = useState<Preparing>({ kind: 'idle' });
  useEffect(() => {
    if (!isReady) return;
    const sandbox = getSandbox();
    const first = stepIds[0]!;
    putMissingFiles(sandbox, lesson.files)
      .then(() => (lesson.previous === undefined ? stepCheckpoints.takeFirst(sandbox, slug, first) : undefined))
      .catch((error: unknown) => setPreparing(failed(error)));
  }, [isReady, slug, stepIds, lesson]);

  const begin = async (step: number): Promise<boolean> => {
    const sandbox = getSandbox();
    const onPlay = (script: string) => setPreparing({ kind: 'playing', script });
    onPlay('');
    try {
      const back = await stepCheckpoints.goBack(sandbox, slug, stepIds.slice(0, step + 1));
      if (back === step) {
        setPreparing({ kind: 'idle' });
        const folder = folderBefore(lesson.steps, step);
        if (folder !== '/workspace') void terminalTabs.run(`cd ${folder}`);
        return true;
      }
      const player =
        back === undefined
          ? await beginAt(sandbox, lesson, step, onPlay)
          : await playSteps(sandbox, lesson.steps.slice(back, step), onPlay, folderBefore(lesson.steps, back));
      setPreparing({ kind: 'idle' });
      void stepCheckpoints.take(sandbox, slug, [stepIds[step]!]);
      // The shell's folder may be gone, and the step is at home in its own.
      void terminalTabs.run(`cd ${player.folder()}`);
      return true;
    } catch (error) {
      setPreparing(failed(error));
      return false;
    }
  };
  /** Somebody asks for that step's beginning. Whether the machine has a checkpoint of it. */
  const prepare = (step: number): Promise<boolean> => {
    getSandbox().prepareRollBack();
    // A machine that went away says so itself.
    return stepCheckpoints.has(getSandbox(), slug, stepIds[step]!).catch(() => false);
  };
  return { isReady, preparing, prepare, begin };
}

const failed = (error: unknown): Preparing => ({ kind: 'failed', reason: reasonOf(error) });
