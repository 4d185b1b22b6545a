import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runOnLaptop, type FileTree, type LaptopRuntime, type LaptopState } from './run-on-laptop.ts';

const FILES: FileTree = { 'server.js': { file: { contents: 'x' } } };

/** A laptop at the adapter's edge: it does what the test says, and remembers what it was asked. */
function openLaptop() {
  const asked: string[] = [];
  const listeners: Record<string, (...given: never[]) => void> = {};
  const processes: { print(text: string): void; end(code: number): void }[] = [];
  const runtime: LaptopRuntime = {
    mount: async (tree) => void asked.push(`mount ${Object.keys(tree).join()}`),
    async spawn(command, args) {
      asked.push([command, ...args].join(' '));
      let end: (code: number) => void = () => {};
      const exit = new Promise<number>((resolve) => (end = resolve));
      const output = new ReadableStream<string>({
        start: (controller) => void processes.push({ print: (text) => controller.enqueue(text), end }),
      });
      return { output, exit };
    },
    on(event: string, listener: (...given: never[]) => void) {
      listeners[event] = listener;
      return () => {};
    },
    teardown: () => void asked.push('teardown'),
  };
  const emit = (event: string, ...given: unknown[]) => listeners[event]?.(...(given as never[]));
  return { runtime, asked, processes, emit };
}

function start(boot: () => Promise<LaptopRuntime>, given: { isSupported?: boolean; install?: string } = {}) {
  const states: LaptopState[] = [];
  let output = '';
  const end = runOnLaptop({
    app: { run: 'node server.js', install: given.install },
    files: FILES,
    isSupported: given.isSupported ?? true,
    boot,
    limitMs: 15_000,
    onState: (state) => states.push(state),
    onOutput: (text) => (output += text),
  });
  return { states, end, printed: () => output };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the laptop', () => {
  test('installs, starts the app, tells where its page is, and when it ends', async () => {
    const { runtime, asked, processes, emit } = openLaptop();
    const { states, printed } = start(async () => runtime, { install: 'npm install' });
    await settle();
    expect(asked).toEqual(['mount server.js', 'npm install']);
    expect(states).toEqual([{ kind: 'reaching' }, { kind: 'installing' }]);
    processes[0]!.print('added 1 package\n');
    processes[0]!.end(0);
    await settle();
    expect(asked.at(-1)).toBe('node server.js');
    expect(states.at(-1)).toEqual({ kind: 'starting' });
    processes[1]!.print('listening\n');
    emit('server-ready', 3000, 'https://3000.example.com');
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'running', port: 3000, url: 'https://3000.example.com' });
    expect(printed()).toBe('added 1 package\nlistening\n');
    processes[1]!.end(1);
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'ended', exitCode: 1 });
  });

  test('is left out where pages have no shared memory, without asking anybody', async () => {
    const boot = vi.fn();
    expect(start(boot, { isSupported: false }).states).toEqual([{ kind: 'skipped', reason: 'unsupported' }]);
    expect(boot).not.toHaveBeenCalled();
  });

  test('is left out when its service refuses', async () => {
    const { states } = start(() => Promise.reject(new Error('blocked')));
    await settle();
    expect(states).toEqual([{ kind: 'reaching' }, { kind: 'skipped', reason: 'unreachable' }]);
  });

  test('is left out when nobody answers in time, and torn down when somebody does later', async () => {
    const { runtime, asked } = openLaptop();
    let answer: (runtime: LaptopRuntime) => void = () => {};
    const { states } = start(() => new Promise((resolve) => (answer = resolve)));
    await vi.advanceTimersByTimeAsync(14_999);
    expect(states).toEqual([{ kind: 'reaching' }]);
    await vi.advanceTimersByTimeAsync(1);
    expect(states.at(-1)).toEqual({ kind: 'skipped', reason: 'unreachable' });
    answer(runtime);
    await settle();
    expect(asked).toEqual(['teardown']);
    expect(states).toHaveLength(2);
  });

  test('has no limit once the service has answered', async () => {
    const { runtime } = openLaptop();
    const { states } = start(async () => runtime, { install: 'npm install' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toEqual({ kind: 'installing' });
  });

  test('does not start an app whose packages could not be installed', async () => {
    const { runtime, asked, processes } = openLaptop();
    const { states } = start(async () => runtime, { install: 'npm install' });
    await settle();
    processes[0]!.end(7);
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'install-failed', command: 'npm install', exitCode: 7 });
    expect(asked).not.toContain('node server.js');
  });

  test('tells what breaks on the way', async () => {
    const { runtime, asked } = openLaptop();
    runtime.mount = () => Promise.reject(new Error('no space'));
    const { states } = start(async () => runtime);
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'failed', reason: { kind: 'other', detail: 'no space' } });
    expect(asked).toEqual(['teardown']);
  });

  test('says nothing more once it was ended', async () => {
    const { runtime, asked, processes, emit } = openLaptop();
    const { states, end, printed } = start(async () => runtime);
    await settle();
    end();
    emit('server-ready', 3000, 'https://3000.example.com');
    processes[0]!.print('late');
    processes[0]!.end(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual([{ kind: 'reaching' }, { kind: 'starting' }]);
    expect(printed()).toBe('');
    expect(asked.at(-1)).toBe('teardown');
  });
});
