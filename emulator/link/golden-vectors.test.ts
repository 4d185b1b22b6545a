import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode, encode, list } from './codec.ts';
import type { Codec } from './codec.ts';
import { FrameParser } from './frame-parser.ts';
import { decodeFrame, encodeFrame } from './frames.ts';
import type { Frame, RawFrame } from './frames.ts';
import { TO_THE_END, fileChange, fileEntry, fileStatus, operations, processResult } from './operations.ts';
import type { OperationCodec } from './operations.ts';
import type { PayloadReader } from './payload.ts';
import { Control, FrameType } from './protocol.ts';

// The same file is decoded and encoded by the tests of the agent (emulator/guest/agent).
const vectors = new Map(
  readFileSync(new URL('golden-vectors.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ') as [string, string]),
);

const none = new Uint8Array(0);
const text = (value: string) => new TextEncoder().encode(value);

function open<A, R>(stream: number, operation: OperationCodec<A, R>, args: A): Expected {
  const payload = encode(operation.args, args);
  return {
    frame: { type: FrameType.OPEN, stream, operation: operation.number, payload },
    payloadCodec: operation.args as Codec<unknown>,
    value: args,
  };
}

interface Expected {
  readonly frame: Frame;
  readonly payloadCodec?: Codec<unknown>;
  readonly value?: unknown;
}

function close<T>(stream: number, codec: Codec<T>, value: T): Expected {
  const payload = encode(codec, value);
  return {
    frame: { type: FrameType.CLOSE, stream, errno: 0, message: '', payload },
    payloadCodec: codec as Codec<unknown>,
    value,
  };
}

function data<T>(stream: number, codec: Codec<T>, value: T): Expected {
  const payload = encode(codec, value);
  return { frame: { type: FrameType.DATA, stream, channel: 1, payload }, payloadCodec: codec as Codec<unknown>, value };
}

const status = { mode: 0o120777, uid: 1000, gid: 33, sizeBytes: 6, modifiedMs: 1700000000123, target: 'target' };
const file = { mode: 0o100644, uid: 0, gid: 0, sizeBytes: 5 * 2 ** 32, modifiedMs: 0, target: '' };
const endpoint = {
  interfaceName: 'eth0',
  bridge: 'docker0',
  macAddress: '02:42:ac:11:00:02',
  addressCidr: '172.17.0.2/16',
  gateway: '172.17.0.1',
  names: false,
};
const twoChanges: Codec<readonly { kind: number; path: string }[]> = {
  write: (w, changes) => changes.forEach((change) => fileChange.write(w, change)),
  read: (r: PayloadReader) => [fileChange.read(r), fileChange.read(r)],
};

const expected: Record<string, Expected> = {
  hello: { frame: { type: FrameType.HELLO, version: 1 } },
  'open-spawn': open(1, operations.spawn, {
    argv: ['/bin/sh', '-c', 'echo hi'],
    env: ['PATH=/bin', 'TERM=xterm-256color'],
    cwd: '/workspace',
    terminal: { rows: 24, columns: 80 },
  }),
  'open-spawn-no-terminal': open(3, operations.spawn, { argv: ['true'], env: [], cwd: '/', terminal: undefined }),
  'open-set-time': open(5, operations.setTime, {
    unixNanoseconds: 1700000000123456789n,
    entropy: Uint8Array.of(0, 1, 0xfe, 0xff),
  }),
  'open-mount-data': open(7, operations.mountData, undefined),
  'open-mount-layer': open(9, operations.mountLayer, { id: 'ab12cd34', offset: 32 * 2 ** 30, sizeBytes: 8192 }),
  'open-unmount-layer': open(11, operations.unmountLayer, { id: 'ab12cd34' }),
  'open-container-start': open(13, operations.containerStart, {
    id: 'c0ffee',
    layers: ['top', 'base'],
    config: '{"ociVersion":"1.0.2","hostname":"grüß"}',
    terminal: { rows: 50, columns: 132 },
    openStdin: true,
    endpoints: [endpoint],
    files: [
      { path: '/etc/hostname', content: 'c0ffee\n' },
      { path: '/etc/hosts', content: '127.0.0.1\tlocalhost\n' },
    ],
  }),
  'open-container-start-plain': open(15, operations.containerStart, {
    id: 'c0ffee',
    layers: [],
    config: '{}',
    terminal: undefined,
    openStdin: false,
    endpoints: [],
    files: [],
  }),
  'open-container-exec': open(17, operations.containerExec, {
    id: 'c0ffee',
    process: '{"args":["id"]}',
    terminal: undefined,
    openStdin: false,
  }),
  'open-container-signal': open(19, operations.containerSignal, { id: 'c0ffee', signal: 15 }),
  'open-container-freeze': open(21, operations.containerFreeze, { id: 'c0ffee', frozen: true }),
  'open-container-remove': open(23, operations.containerRemove, { id: 'c0ffee' }),
  'open-bridge-create': open(25, operations.bridgeCreate, { name: 'docker0', addressCidr: '172.17.0.1/16' }),
  'open-bridge-remove': open(27, operations.bridgeRemove, { name: 'docker0' }),
  'open-dial': open(29, operations.dial, { containerId: '', address: '127.0.0.1', port: 8080 }),
  'open-file-read': open(31, operations.fileRead, { path: '/etc/passwd', offset: 4096, length: 512n }),
  'open-file-read-all': open(33, operations.fileRead, { path: '/etc/passwd', offset: 0, length: TO_THE_END }),
  'open-file-write': open(35, operations.fileWrite, { path: '/workspace/naïve ✓.txt', mode: 0o644 }),
  'open-file-stat': open(37, operations.fileStat, { path: '/workspace' }),
  'open-file-list': open(39, operations.fileList, { path: '/workspace' }),
  'open-file-mkdir': open(41, operations.fileMakeDirectory, { path: '/workspace/a/b', mode: 0o755 }),
  'open-file-remove': open(43, operations.fileRemove, { path: '/workspace/a', recursive: true }),
  'open-file-rename': open(45, operations.fileRename, { from: '/workspace/a', to: '/workspace/b' }),
  'open-files-read': open(57, operations.filesRead, { paths: ['/proc/stat', '/proc/none'] }),
  'open-exchange': open(59, operations.exchange, {
    containerId: 'c0ffee',
    address: '10.5.0.53',
    port: 53,
    timeoutMs: 4000,
    datagram: Uint8Array.of(0, 1, 0xfe, 0xff),
  }),
  'open-container-steps': open(61, operations.containerSteps, { id: 'c0ffee' }),
  'open-watch': open(47, operations.watch, { path: '/workspace' }),
  'open-sync': open(49, operations.sync, undefined),
  'open-settle': open(51, operations.settle, undefined),
  'open-port-publish': open(53, operations.portPublish, {
    containerId: 'c0ffee',
    protocol: 6,
    hostAddress: '0.0.0.0',
    hostPort: 8080,
    address: '172.17.0.2',
    port: 80,
  }),
  'open-port-unpublish': open(55, operations.portUnpublish, { containerId: 'c0ffee' }),
  'open-network-connect': open(53, operations.networkConnect, {
    id: 'c0ffee',
    endpoint: { ...endpoint, interfaceName: 'eth1', bridge: 'br-0123456789ab', names: true },
    files: [{ path: '/etc/hosts', content: '127.0.0.1\tlocalhost\n' }],
  }),
  'open-network-disconnect': open(55, operations.networkDisconnect, {
    id: 'c0ffee',
    interfaceName: 'eth1',
    gateway: '172.17.0.1',
    files: [],
  }),
  'open-dns': open(6, operations.dns, { containerId: 'c0ffee', tcp: true, query: Uint8Array.of(0, 1, 0xfe, 0xff) }),
  'close-dns': close(6, operations.dns.result, { answer: Uint8Array.of(0, 1, 0xff) }),
  'open-api': open(2, operations.api, undefined),
  'open-mirror': open(8, operations.mirror, undefined),
  'open-cli': open(4, operations.cli, {
    argv: ['run', '-it', 'busybox'],
    env: ['HOME=/root'],
    cwd: '/workspace',
    terminals: 7,
    rows: 24,
    columns: 80,
  }),
  started: { frame: { type: FrameType.STARTED, stream: 1, pid: 4242 } },
  data: { frame: { type: FrameType.DATA, stream: 1, channel: 1, payload: text('hello\r\n') } },
  'data-empty': { frame: { type: FrameType.DATA, stream: 1, channel: 0, payload: none } },
  end: { frame: { type: FrameType.END, stream: 1, channel: 0 } },
  credit: { frame: { type: FrameType.CREDIT, stream: 1, channel: 1, bytes: 262144 } },
  'control-resize': {
    frame: { type: FrameType.CONTROL, stream: 1, control: { kind: Control.RESIZE, rows: 40, columns: 120 } },
  },
  'control-signal': { frame: { type: FrameType.CONTROL, stream: 1, control: { kind: Control.SIGNAL, signal: 2 } } },
  'control-raw': { frame: { type: FrameType.CONTROL, stream: 4, control: { kind: Control.RAW, on: true } } },
  'control-placed': {
    frame: {
      type: FrameType.CONTROL,
      stream: 4,
      control: { kind: Control.PLACED, offset: 0x0100_0000, length: 0x10_0000 },
    },
  },
  'control-taken': {
    frame: { type: FrameType.CONTROL, stream: 4, control: { kind: Control.TAKEN, length: 0x10_0000 } },
  },
  'close-done': { frame: { type: FrameType.CLOSE, stream: 7, errno: 0, message: '', payload: none } },
  'close-error': {
    frame: {
      type: FrameType.CLOSE,
      stream: 31,
      errno: 2,
      message: 'open /etc/passwd: No such file or directory',
      payload: none,
    },
  },
  'close-process': close(1, processResult, { code: 137, oomKilled: true }),
  'close-stat': close(37, fileStatus, status),
  'close-files-read': close(57, operations.filesRead.result, { contents: [text('cpu 1'), none] }),
  'close-container-steps': close(61, operations.containerSteps.result, {
    nowMicroseconds: 5_000_000n,
    steps: [
      { step: 'start', microseconds: 4_000_000n, detail: '' },
      { step: 'namespace', microseconds: 4_000_900n, detail: '/run/netns/c0ffee' },
    ],
  }),
  'close-cli': close(4, operations.cli.result, { exitCode: 125 }),
  'data-file-list': data(39, list(fileEntry), [
    { name: 'link', status },
    { name: 'file', status: file },
  ]),
  'data-watch': data(47, twoChanges, [
    { kind: 1, path: 'a/b.txt' },
    { kind: 3, path: 'old' },
  ]),
  reset: { frame: { type: FrameType.RESET, stream: 1, reason: 'no such stream' } },
};

function parse(bytes: Uint8Array): RawFrame[] {
  const frames: RawFrame[] = [];
  new FrameParser((frame) => frames.push(frame)).push(bytes);
  return frames;
}

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const good = [...vectors].filter(([name]) => !name.startsWith('bad-'));
const bad = [...vectors].filter(([name]) => name.startsWith('bad-'));

describe('golden vectors', () => {
  test('every good vector has its value here, and the other way round', () => {
    expect(good.map(([name]) => name).sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(good)('%s', (name, hex) => {
    const { frame, payloadCodec, value } = expected[name]!;
    expect(Buffer.from(encodeFrame(frame)).toString('hex')).toBe(hex);
    const [raw, ...more] = parse(bytesOf(hex));
    expect(more).toEqual([]);
    const decoded = decodeFrame(raw!);
    expect(decoded).toEqual(frame);
    if (payloadCodec && 'payload' in decoded) expect(decode(payloadCodec, decoded.payload)).toEqual(value);
  });

  test.each(bad)('%s is refused', (_, hex) => {
    const refuse = () => {
      for (const raw of parse(bytesOf(hex))) {
        const frame = decodeFrame(raw);
        if (frame.type !== FrameType.OPEN) continue;
        const operation = Object.values(operations).find(({ number }) => number === frame.operation);
        if (!operation) throw new Error(`operation ${frame.operation} is not known`);
        decode(operation.args as Codec<unknown>, frame.payload);
      }
    };
    expect(refuse).toThrow(/malformed|not a Slipway agent|version|not known/);
  });
});
