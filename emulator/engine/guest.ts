import type { ByteDuplex } from '../streams.ts';

/**
 * What the engine asks of the guest: only what a kernel can do. `link/agent-client.ts` implements it over the
 * agent's protocol; tests of the engine have a fake. Errors are SlipwayErrors that carry the guest's own message.
 */
export interface Guest {
  /** Mounts the erofs image at [offset, offset + sizeBytes) of the layers disk at /run/slipway/layers/<id>. Idempotent. */
  mountLayer(id: string, offset: number, sizeBytes: number): Promise<void>;
  unmountLayer(id: string): Promise<void>;

  /**
   * Mounts the overlay, makes the network namespace, starts the container with crun. Resolves once the container's
   * process runs; rejects with crun's message when it could not be started (nothing is left behind then).
   */
  startContainer(spec: ContainerStart): Promise<GuestProcess>;
  execContainer(spec: ContainerExec): Promise<GuestProcess>;
  /** kill(2) to the container's init. */
  signalContainer(id: string, signal: number): Promise<void>;
  /** cgroup.freeze. */
  freezeContainer(id: string, frozen: boolean): Promise<void>;
  /** Removes what a stopped container has in the guest: upper directory, bundle. Idempotent. */
  removeContainer(id: string): Promise<void>;
  /** What was done for the container, step by step, as far as the guest remembers it; also when it is gone. */
  containerSteps(id: string): Promise<GuestSteps>;

  /** One more interface in a running container; `files` (hosts, resolv.conf) are written in place. */
  connectContainer(id: string, endpoint: Endpoint, files: readonly GuestFile[]): Promise<void>;
  /** Removes an interface; the default route leads through `gateway` then, '' leaves it as it is. */
  disconnectContainer(id: string, interfaceName: string, gateway: string, files: readonly GuestFile[]): Promise<void>;
  /** Answers what containers ask at 127.0.0.11. One handler. */
  onNameQuery(handler: NameQueryHandler): void;
  /** A bridge of its own: nothing is routed from it to another one. Idempotent. */
  createBridge(name: string, addressCidr: string): Promise<void>;
  removeBridge(name: string): Promise<void>;
  /**
   * Listens in the guest and passes on to the container's address, until the container ends. 'conflict' when somebody
   * listens there already.
   */
  publishPort(containerId: string, port: GuestPort): Promise<void>;
  /** For a container that did not start after all. Idempotent. */
  unpublishPorts(containerId: string): Promise<void>;
  /** A TCP connection made in the network namespace of a container, or of the guest itself for ''. */
  dial(containerId: string, address: string, port: number): Promise<ByteDuplex>;
  /**
   * One UDP datagram sent from the network of a container, or of the guest for '', and the first that comes back.
   * Rejects when none comes in time, or nobody listens there.
   */
  exchange(
    containerId: string,
    address: string,
    port: number,
    datagram: Uint8Array,
    timeoutMs: number,
  ): Promise<Uint8Array>;

  /** A process in the guest itself, outside any container. */
  spawn(spec: GuestSpawn): Promise<GuestProcess>;
  readonly files: GuestFiles;
  sync(): Promise<void>;
}

export interface ContainerStart {
  readonly id: string;
  /** Mounted layers, the topmost first (the order of overlayfs's lowerdir). */
  readonly layers: readonly string[];
  /** config.json of the OCI runtime specification; root.path is /var/lib/docker/overlay2/<id>/merged. */
  readonly config: object;
  readonly terminal: TerminalSize | undefined;
  readonly openStdin: boolean;
  readonly endpoints: readonly Endpoint[];
  /** Written to the guest before the start (hosts, hostname, resolv.conf, which config mounts), absolute paths. */
  readonly files: readonly GuestFile[];
}

/** Times by the guest's monotonic clock, which knows no date. */
export interface GuestSteps {
  /** When it answered. */
  readonly nowMs: number;
  /** The oldest first; a container that was started again has another 'start'. */
  readonly steps: readonly GuestStep[];
}

/** CONTAINER_STEPS of `link/protocol.ts` names the steps and says what their details are. */
export interface GuestStep {
  readonly step: string;
  /** When it was done. */
  readonly atMs: number;
  readonly detail: string;
}

export interface GuestFile {
  readonly path: string;
  readonly content: string;
}

/** `query` is a DNS message; so is the answer, undefined for none. */
export type NameQueryHandler = (
  containerId: string,
  query: Uint8Array,
  overTcp: boolean,
) => Promise<Uint8Array | undefined>;

export interface ContainerExec {
  readonly id: string;
  /** process.json of the OCI runtime specification. */
  readonly process: object;
  readonly terminal: TerminalSize | undefined;
  readonly openStdin: boolean;
}

export interface GuestSpawn {
  readonly argv: readonly string[];
  /** 'NAME=value' */
  readonly env: readonly string[];
  readonly cwd: string;
  readonly terminal: TerminalSize | undefined;
  /**
   * The program can hand over what it prints by way of the layers disk (guest/agent/placed-output.h), and reads no
   * input: `stdin` of the process leads nowhere then.
   */
  readonly placesOutput?: boolean;
}

export interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

/** One veth pair: `bridge` on the guest's side, `interfaceName` (eth0) in the container. */
export interface Endpoint {
  readonly interfaceName: string;
  readonly bridge: string;
  /** '02:42:ac:11:00:02' */
  readonly macAddress: string;
  /** '172.17.0.2/16' */
  readonly addressCidr: string;
  /** Of the default route; '' for none */
  readonly gateway: string;
  /** The container's name server is at 127.0.0.11. */
  readonly names: boolean;
}

/** A published port: what comes to `hostAddress`:`hostPort` of the guest goes to `address`:`port`. */
export interface GuestPort {
  readonly protocol: 'tcp' | 'udp';
  /** '0.0.0.0' for all of the guest's. */
  readonly hostAddress: string;
  readonly hostPort: number;
  /** The container's, '172.17.0.2'. */
  readonly address: string;
  readonly port: number;
}

export interface GuestProcess {
  /** In the guest's own pid namespace. */
  readonly pid: number;
  readonly stdin: WritableStream<Uint8Array>;
  /** With a terminal all output comes here. */
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  readonly exit: Promise<ProcessExit>;
  resize(size: TerminalSize): void;
  signal(signal: number): void;
}

export interface ProcessExit {
  /** 0–255; 128 + signal when killed by one. */
  readonly code: number;
  readonly oomKilled: boolean;
}

export interface GuestFiles {
  read(path: string, range?: { offset: number; length: number }): Promise<Uint8Array>;
  /** Texts of small files of /proc and /sys in one go: at most 16 KB of each; '' for one that cannot be read. */
  readSmall(paths: readonly string[]): Promise<readonly string[]>;
  /** Atomic: a temporary file beside it, then rename. */
  write(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  /** Follows no symbolic link; undefined when missing. */
  stat(path: string): Promise<FileStatus | undefined>;
  list(path: string): Promise<FileEntry[]>;
  makeDirectory(path: string, mode?: number): Promise<void>;
  remove(path: string, options?: { recursive?: boolean }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Changes below `path`, at once, from inotify. Ends when the returned function is called. */
  watch(path: string, onChange: (change: FileChange) => void): Promise<() => void>;
}

export interface FileStatus {
  /** st_mode, type bits included. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Of a symbolic link, else ''. */
  readonly target: string;
}

export interface FileEntry extends FileStatus {
  readonly name: string;
}

export interface FileChange {
  readonly kind: 'created' | 'changed' | 'removed';
  /** Relative to the watched folder. */
  readonly path: string;
}
