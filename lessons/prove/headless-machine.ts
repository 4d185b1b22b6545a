import { readFile } from 'node:fs/promises';
import { callApi } from '../../emulator/browser/api-call.ts';
import { runCommand } from '../../emulator/browser/run-command.ts';
import { openHeadlessSandbox } from '../../emulator/headless/headless-sandbox.ts';
import type { LessonMachine } from '../checks/machine.ts';
import type { StartFile } from '../load-course.ts';

const COMMAND_LIMIT_MS = 30_000;

/** A sandbox in this process, as lessons see one. */
export interface HeadlessMachine extends LessonMachine {
  putFiles(files: readonly StartFile[]): Promise<void>;
  end(): Promise<void>;
}

export async function openHeadlessMachine(): Promise<HeadlessMachine> {
  const { transport, guest, shutdown } = await openHeadlessSandbox({});
  return {
    api: (request) => callApi(transport, request),
    runCommand: (argv, limitMs = COMMAND_LIMIT_MS) => runCommand(guest, argv, limitMs),
    async putFiles(files) {
      for (const { path, source } of files) {
        const target = `/workspace/${path}`;
        await guest.files.makeDirectory(target.slice(0, target.lastIndexOf('/')));
        await guest.files.overwrite(target, await readFile(source));
      }
    },
    end: shutdown,
  };
}
