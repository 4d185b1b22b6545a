import { callApi } from '../../emulator/browser/api-call.ts';
import { runCommand } from '../../emulator/browser/run-command.ts';
import { listWorkspace, workspacePath } from '../../emulator/browser/workspace.ts';
import { openHeadlessSandbox } from '../../emulator/headless/headless-sandbox.ts';
import type { PlayedMachine } from '../checks/machine.ts';

const COMMAND_LIMIT_MS = 30_000;

/** A sandbox in this process, as lessons see one. */
export interface HeadlessMachine extends PlayedMachine {
  end(): Promise<void>;
}

export async function openHeadlessMachine(): Promise<HeadlessMachine> {
  const { transport, guest, shutdown } = await openHeadlessSandbox({});
  return {
    api: (request) => callApi(transport, request),
    runCommand: (argv, limitMs = COMMAND_LIMIT_MS) => runCommand(guest, argv, limitMs),
    files: {
      list: (path) => listWorkspace(guest.files, path),
      makeDirectory: (path) => guest.files.makeDirectory(workspacePath(path)),
      write: (path, bytes) => guest.files.overwrite(workspacePath(path), bytes),
    },
    end: shutdown,
  };
}
