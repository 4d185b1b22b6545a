import type { TerminalSize } from '../engine/guest.ts';
import { boolean, bytes, integer, list, nothing, string, struct, u16, u32, u64, u8 } from './codec.ts';
import type { Codec } from './codec.ts';
import { Operation } from './protocol.ts';

/** The payloads of `protocol.ts`, operation by operation, as codecs. */
const terminal: Codec<TerminalSize | undefined> = {
  write: (w, size) => {
    boolean.write(w, size !== undefined);
    w.u16(size?.rows ?? 0);
    w.u16(size?.columns ?? 0);
  },
  read: (r) => {
    const present = boolean.read(r);
    const size = { rows: r.u16(), columns: r.u16() };
    return present ? size : undefined;
  },
};

const endpoint = struct({
  interfaceName: string,
  bridge: string,
  macAddress: string,
  addressCidr: string,
  gateway: string,
  names: boolean,
});

const startFile = struct({ path: string, content: string });

export const fileStatus = struct({
  mode: u32,
  uid: u32,
  gid: u32,
  sizeBytes: integer,
  modifiedMs: integer,
  target: string,
});

/** One entry of FILE_LIST's stream. */
export const fileEntry = struct({ name: string, status: fileStatus });

/** One change of WATCH's stream; kind is 1 created, 2 changed, 3 removed. */
export const fileChange = struct({ kind: u8, path: string });

export const processResult = struct({ code: u32, oomKilled: boolean });

/** The length of FILE_READ that means "to the end". */
export const TO_THE_END = 0xffff_ffff_ffff_ffffn;

const path = struct({ path: string });
const id = struct({ id: string });

function operation<A, R>(number: number, args: Codec<A>, result: Codec<R>): OperationCodec<A, R> {
  return { number, args, result };
}

export interface OperationCodec<A, R> {
  readonly number: number;
  readonly args: Codec<A>;
  readonly result: Codec<R>;
}

export const operations = {
  spawn: operation(
    Operation.SPAWN,
    struct({ argv: list(string), env: list(string), cwd: string, terminal }),
    processResult,
  ),
  setTime: operation(Operation.SET_TIME, struct({ unixNanoseconds: u64, entropy: bytes }), nothing),
  mountData: operation(Operation.MOUNT_DATA, nothing, nothing),
  mountLayer: operation(Operation.MOUNT_LAYER, struct({ id: string, offset: integer, sizeBytes: integer }), nothing),
  unmountLayer: operation(Operation.UNMOUNT_LAYER, id, nothing),
  containerStart: operation(
    Operation.CONTAINER_START,
    struct({
      id: string,
      layers: list(string),
      config: string,
      terminal,
      openStdin: boolean,
      endpoints: list(endpoint),
      files: list(startFile),
    }),
    processResult,
  ),
  containerExec: operation(
    Operation.CONTAINER_EXEC,
    struct({ id: string, process: string, terminal, openStdin: boolean }),
    processResult,
  ),
  containerSignal: operation(Operation.CONTAINER_SIGNAL, struct({ id: string, signal: u32 }), nothing),
  containerFreeze: operation(Operation.CONTAINER_FREEZE, struct({ id: string, frozen: boolean }), nothing),
  containerRemove: operation(Operation.CONTAINER_REMOVE, id, nothing),
  bridgeCreate: operation(Operation.BRIDGE_CREATE, struct({ name: string, addressCidr: string }), nothing),
  bridgeRemove: operation(Operation.BRIDGE_REMOVE, struct({ name: string }), nothing),
  dial: operation(Operation.DIAL, struct({ containerId: string, address: string, port: u16 }), nothing),
  fileRead: operation(Operation.FILE_READ, struct({ path: string, offset: integer, length: u64 }), nothing),
  fileWrite: operation(Operation.FILE_WRITE, struct({ path: string, mode: u32 }), nothing),
  fileStat: operation(Operation.FILE_STAT, path, fileStatus),
  fileList: operation(Operation.FILE_LIST, path, nothing),
  fileMakeDirectory: operation(Operation.FILE_MKDIR, struct({ path: string, mode: u32 }), nothing),
  fileRemove: operation(Operation.FILE_REMOVE, struct({ path: string, recursive: boolean }), nothing),
  fileRename: operation(Operation.FILE_RENAME, struct({ from: string, to: string }), nothing),
  watch: operation(Operation.WATCH, path, nothing),
  sync: operation(Operation.SYNC, nothing, nothing),
  settle: operation(Operation.SETTLE, nothing, nothing),
  portPublish: operation(
    Operation.PORT_PUBLISH,
    struct({ containerId: string, protocol: u8, hostAddress: string, hostPort: u16, address: string, port: u16 }),
    nothing,
  ),
  portUnpublish: operation(Operation.PORT_UNPUBLISH, struct({ containerId: string }), nothing),
  networkConnect: operation(
    Operation.NETWORK_CONNECT,
    struct({ id: string, endpoint, files: list(startFile) }),
    nothing,
  ),
  networkDisconnect: operation(
    Operation.NETWORK_DISCONNECT,
    struct({ id: string, interfaceName: string, gateway: string, files: list(startFile) }),
    nothing,
  ),
  filesRead: operation(Operation.FILES_READ, struct({ paths: list(string) }), struct({ contents: list(bytes) })),
  exchange: operation(
    Operation.EXCHANGE,
    struct({ containerId: string, address: string, port: u16, timeoutMs: u32, datagram: bytes }),
    struct({ answer: bytes }),
  ),
  containerSteps: operation(
    Operation.CONTAINER_STEPS,
    id,
    struct({ nowMicroseconds: u64, steps: list(struct({ step: string, microseconds: u64, detail: string })) }),
  ),
  api: operation(Operation.API, nothing, nothing),
  cli: operation(
    Operation.CLI,
    struct({ argv: list(string), env: list(string), cwd: string, terminals: u8, rows: u16, columns: u16 }),
    struct({ exitCode: u32 }),
  ),
  mirror: operation(Operation.MIRROR, nothing, nothing),
  dns: operation(Operation.DNS, struct({ containerId: string, tcp: boolean, query: bytes }), struct({ answer: bytes })),
} as const;
