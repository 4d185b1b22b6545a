import { expect, test, vi } from 'vitest';
import type { Guest, GuestProcess, ProcessExit } from '../engine/guest.ts';
import { Terminals } from './terminals.ts';
import type { FromWorker } from './worker-messages.ts';

const size = { rows: 24, columns: 80 };
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A guest with one shell whose output the test writes. */
function shell() {
  let output!: ReadableStreamDefaultController<Uint8Array>;
  let end!: (exit: ProcessExit) => void;
  const typed: string[] = [];
  const process = {
    pid: 42,
    stdin: new WritableStream<Uint8Array>({ write: (bytes) => void typed.push(new TextDecoder().decode(bytes)) }),
    stdout: new ReadableStream<Uint8Array>({ start: (controller) => void (output = controller) }),
    stderr: new ReadableStream<Uint8Array>(),
    exit: new Promise<ProcessExit>((resolve) => (end = resolve)),
    resize: vi.fn(),
    signal: vi.fn(),
  } satisfies GuestProcess;
  const spawn = vi.fn(async () => process);
  const sent: FromWorker[] = [];
  const terminals = new Terminals((message) => sent.push(message));
  const open = () => terminals.open({ spawn } as unknown as Guest, 1, size);
  return { terminals, open, spawn, process, sent, typed, output: () => output, end: (exit: ProcessExit) => end(exit) };
}

test('starts a login shell in the workspace and relays both ways', async () => {
  const { terminals, open, spawn, sent, typed, output } = shell();
  await open();
  expect(spawn).toHaveBeenCalledWith(
    expect.objectContaining({ argv: ['/bin/bash', '-l'], cwd: '/workspace', terminal: size }),
  );
  terminals.write(1, new TextEncoder().encode('ls\r'));
  output().enqueue(new TextEncoder().encode('note'));
  await tick();
  expect(typed).toEqual(['ls\r']);
  expect(sent).toEqual([{ kind: 'terminal-data', terminal: 1, bytes: new TextEncoder().encode('note') }]);
});

test('tells the exit code after the last output', async () => {
  const { open, sent, output, end } = shell();
  await open();
  output().enqueue(new Uint8Array([1]));
  output().close();
  end({ code: 3, oomKilled: false });
  await tick();
  expect(sent.map(({ kind }) => kind)).toEqual(['terminal-data', 'terminal-exit']);
  expect(sent.at(-1)).toMatchObject({ code: 3 });
});

test('waits for the screen when too much is under way', async () => {
  const { terminals, open, sent, output } = shell();
  await open();
  const chunk = 200 * 1024;
  for (let i = 0; i < 4; i++) output().enqueue(new Uint8Array(chunk));
  await tick();
  expect(sent).toHaveLength(2);
  terminals.taken(1, chunk);
  await tick();
  expect(sent).toHaveLength(3);
});

test('a closed terminal hangs up, even while it waits for the screen', async () => {
  const { terminals, open, process, sent, output, end } = shell();
  await open();
  output().enqueue(new Uint8Array(300 * 1024));
  await tick();
  terminals.close(1);
  expect(process.signal).toHaveBeenCalledWith(1);
  output().close();
  end({ code: 129, oomKilled: false });
  await tick();
  expect(sent.at(-1)).toMatchObject({ kind: 'terminal-exit', code: 129 });
});

test('a lost link ends the terminal without a code', async () => {
  const { open, sent, output } = shell();
  await open();
  output().error(new Error('the machine stopped'));
  await tick();
  expect(sent).toEqual([{ kind: 'terminal-exit', terminal: 1, code: undefined }]);
});
