import type { Guest, GuestProcess, GuestSpawn } from '../guest.ts';

const ENVIRONMENT = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];

export interface CommandOutput {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** A program of the guest, outside any container. */
export function startCommand(
  guest: Guest,
  argv: readonly string[],
  how: Pick<GuestSpawn, 'placesOutput'> = {},
): Promise<GuestProcess> {
  return guest.spawn({ argv, env: ENVIRONMENT, cwd: '/', terminal: undefined, ...how });
}

/** Runs a program of the guest without input to its end. */
export async function runCommand(guest: Guest, argv: readonly string[]): Promise<CommandOutput> {
  return outputOf(await startCommand(guest, argv));
}

/** Closes a process's input and collects what it prints. */
export async function outputOf(process: GuestProcess): Promise<CommandOutput> {
  await process.stdin.close().catch(() => {});
  const [stdout, stderr, exit] = await Promise.all([bytesOf(process.stdout), textOf(process.stderr), process.exit]);
  return { code: exit.code, stdout, stderr };
}

export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

export async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new TextDecoder().decode(await bytesOf(stream)).trim();
}
