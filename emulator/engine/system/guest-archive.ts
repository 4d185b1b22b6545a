import { SlipwayError } from '../../errors.ts';
import type { GuestProcess } from '../guest.ts';
import { textOf } from './guest-command.ts';

const SIGKILL = 9;

/**
 * What a process prints, as a stream that fails ('internal', with what it said on stderr) when the process does; who
 * leaves ends it.
 */
export function archiveOf(process: GuestProcess): ReadableStream<Uint8Array> {
  process.stdin.close().catch(() => {});
  const message = textOf(process.stderr).catch(() => '');
  const reader = process.stdout.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await reader.read();
      if (!done) return controller.enqueue(value);
      const { code } = await process.exit;
      if (code > 0) controller.error(new SlipwayError('internal', await message));
      else controller.close();
    },
    async cancel() {
      process.signal(SIGKILL);
      await reader.cancel();
    },
  });
}
