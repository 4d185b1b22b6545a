import { SlipwayError } from '../../errors.ts';
import type { Guest, GuestProcess } from '../guest.ts';
import { startCommand, textOf } from '../system/guest-command.ts';

/** Formats that no browser undoes and the guest has a program for, by their first bytes. */
const PROGRAMS: readonly (readonly [program: string, magic: readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

const SIGKILL = 9;

/** The guest's program that undoes a compression; undefined when these are not the first bytes of one. */
export function guestProgramFor(firstBytes: Uint8Array): string | undefined {
  return PROGRAMS.find(([, magic]) => magic.every((byte, i) => firstBytes[i] === byte))?.[0];
}

/**
 * What a program of the guest makes of the stream. dockerd has such programs beside it as well. Errors: 'corrupt' for
 * what the program refuses, and the source's own.
 */
export function decompressedByGuest(
  guest: Pick<Guest, 'spawn'>,
  program: string,
  source: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  let process: GuestProcess;
  let reader: ReadableStreamDefaultReader<Uint8Array>;
  let said: Promise<string>;
  let failure: unknown;
  return new ReadableStream({
    async start() {
      process = await startCommand(guest as Guest, [program, '-d', '-c']);
      reader = process.stdout.getReader();
      said = textOf(process.stderr);
      source.pipeTo(process.stdin).catch((error: unknown) => {
        failure = error;
      });
    },
    async pull(controller) {
      const { value, done } = await reader.read();
      if (!done) return controller.enqueue(value);
      const [{ code }, text] = await Promise.all([process.exit, said]);
      if (failure !== undefined && failure instanceof SlipwayError) throw failure;
      if (code !== 0) throw new SlipwayError('corrupt', 'unexpected EOF', { cause: new Error(text) });
      controller.close();
    },
    async cancel(reason) {
      process.signal(SIGKILL);
      await reader.cancel(reason);
    },
  });
}
