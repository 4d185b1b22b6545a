'use client';

import { useEffect, useState } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { beginAt, putMissingFiles, type PlayableLesson } from '@/lessons/replay.ts';
import { folderBefore } from '@/lessons/shell-folder.ts';
import { stepCheckpoints } from './step-checkpoints.ts';

export type Preparing =
  | { readonly kind: 'idle' }
  /** `script`: what is being played; '' while the machine is cleared. */
  | { readonly kind: 'playing'; readonly script: string }
  | { readonly kind: 'failed'; readonly reason: Reason };

/**
 * The lesson's files are put into the workspace once there is a machine; `begin` brings it to a step's beginning: back to
 * the checkpoint that was taken there, else by doing all that comes before.
 */
export function useLessonMachine(slug: string, stepIds: readonly string[], lesson: PlayableLesson) {
  const isReady = useBoot().kind === 'ready';
  const [preparing, setPreparing] = useState<Preparing>({ kind: 'idle' });
  useEffect(() => {
    if (!isReady) return;
    const sandbox = getSandbox();
    const first = stepIds[0]!;
    putMissingFiles(sandbox, lesson.files)
      .then(() => (stepCheckpoints.has(slug, first) ? undefined : stepCheckpoints.takeWhenEmpty(sandbox, slug, first)))
      .catch((error: unknown) => setPreparing(failed(error)));
  }, [isReady, slug, stepIds, lesson]);

  const begin = async (step: number): Promise<boolean> => {
    setPreparing({ kind: 'playing', script: '' });
    try {
      if (await stepCheckpoints.goBack(getSandbox(), slug, stepIds[step]!)) {
        setPreparing({ kind: 'idle' });
        const folder = folderBefore(lesson.steps, step);
        if (folder !== '/workspace') void terminalTabs.run(`cd ${folder}`);
        return true;
      }
      const player = await beginAt(getSandbox(), lesson, step, (script) => setPreparing({ kind: 'playing', script }));
      setPreparing({ kind: 'idle' });
      void stepCheckpoints.take(getSandbox(), slug, [stepIds[step]!]);
      // The shell's folder may be gone, and the step is at home in its own.
      void terminalTabs.run(`cd ${player.folder()}`);
      return true;
    } catch (error) {
      setPreparing(failed(error));
      return false;
    }
  };
  return { isReady, preparing, begin };
}

const failed = (error: unknown): Preparing => ({ kind: 'failed', reason: reasonOf(error) });
