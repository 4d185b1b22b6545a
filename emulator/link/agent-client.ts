import type {
  ContainerExec,
  ContainerStart,
  Endpoint,
  Guest,
  GuestFile,
  GuestPort,
  GuestProcess,
  GuestSpawn,
  GuestSteps,
  NameQueryHandler,
} from '../engine/guest.ts';
import type { SlipwayError } from '../errors.ts';
import type { ByteDuplex, BytePipe } from '../streams.ts';
import { serveCli, type GuestCliIo } from './cli-stream.ts';
import { encode } from './codec.ts';
import { Connection } from './connection.ts';
import { LinkFiles } from './guest-files.ts';
import { guestProcess, outputChannels } from './guest-process.ts';
import type { LinkStream } from './link-stream.ts';
import { OUTPUT_PLACES, processThatPlaces } from './placed-stdout.ts';
import type { OutputWindow } from './placed-output.ts';
import { operations } from './operations.ts';

/** The protocols' numbers in IP. */
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;

/** The agent in the guest, as the engine and the sandbox see it. `connect` first. */
export class AgentClient implements Guest {
  readonly files: LinkFiles;
  readonly #connection: Connection;
  readonly #window: OutputWindow | undefined;

  /**
   * `onLost`: the link broke for good (the agent speaks another version, or sent what is no frame).
   * `window`: through which `docker` commands hand over what is large; without it all goes over the link.
   */
  constructor(pipe: BytePipe, onLost?: (error: SlipwayError) => void, window?: OutputWindow) {
    this.#window = window;
    this.#connection = new Connection(pipe, { side: 'host', onLost });
    this.files = new LinkFiles(this.#connection, (spec) => this.spawn(spec));
  }

  /** Greets the agent, which drops what an earlier connection had open. SlipwayError 'unavailable' on another version. */
  connect(): Promise<void> {
    return this.#connection.hello();
  }

  /** Ends everything under way with `error`, as when the machine stops. */
  disconnect(error: SlipwayError): void {
    this.#connection.lose(error);
  }

  /** Sets the guest's clock and adds `entropy` (at least 32 bytes) to its random pool. */
  async setTime(unixNanoseconds: bigint, entropy: Uint8Array): Promise<void> {
    await this.#connection.call(operations.setTime, { unixNanoseconds, entropy });
  }

  /** Mounts the data disk; replays its journal. */
  async mountData(): Promise<void> {
    await this.#connection.call(operations.mountData, undefined);
  }

  async sync(): Promise<void> {
    await this.#connection.call(operations.sync, undefined);
  }

  /** Before a snapshot: writes back, drops caches, compacts memory. */
  async settle(): Promise<void> {
    await this.#connection.call(operations.settle, undefined);
  }

  async mountLayer(id: string, offset: number, sizeBytes: number): Promise<void> {
    await this.#connection.call(operations.mountLayer, { id, offset, sizeBytes });
  }

  async unmountLayer(id: string): Promise<void> {
    await this.#connection.call(operations.unmountLayer, { id });
  }

  async startContainer(spec: ContainerStart): Promise<GuestProcess> {
    const args = { ...spec, config: JSON.stringify(spec.config) };
    return guestProcess(this.#connection.open(operations.containerStart, args, outputChannels(spec.terminal)));
  }

  async execContainer(spec: ContainerExec): Promise<GuestProcess> {
    const args = { ...spec, process: JSON.stringify(spec.process) };
    return guestProcess(this.#connection.open(operations.containerExec, args, outputChannels(spec.terminal)));
  }

  async signalContainer(id: string, signal: number): Promise<void> {
    await this.#connection.call(operations.containerSignal, { id, signal });
  }

  async freezeContainer(id: string, frozen: boolean): Promise<void> {
    await this.#connection.call(operations.containerFreeze, { id, frozen });
  }

  async removeContainer(id: string): Promise<void> {
    await this.#connection.call(operations.containerRemove, { id });
  }

  async containerSteps(id: string): Promise<GuestSteps> {
    const { nowMicroseconds, steps } = await this.#connection.call(operations.containerSteps, { id });
    const milliseconds = (microseconds: bigint) => Number(microseconds) / 1000;
    return {
      nowMs: milliseconds(nowMicroseconds),
      steps: steps.map(({ step, microseconds, detail }) => ({ step, atMs: milliseconds(microseconds), detail })),
    };
  }

  async createBridge(name: string, addressCidr: string): Promise<void> {
    await this.#connection.call(operations.bridgeCreate, { name, addressCidr });
  }

  async removeBridge(name: string): Promise<void> {
    await this.#connection.call(operations.bridgeRemove, { name });
  }

  async connectContainer(id: string, endpoint: Endpoint, files: readonly GuestFile[]): Promise<void> {
    await this.#connection.call(operations.networkConnect, { id, endpoint, files });
  }

  async disconnectContainer(
    id: string,
    interfaceName: string,
    gateway: string,
    files: readonly GuestFile[],
  ): Promise<void> {
    await this.#connection.call(operations.networkDisconnect, { id, interfaceName, gateway, files });
  }

  /** A container asked its name server; without an answer it asks again, or gives up. */
  onNameQuery(handler: NameQueryHandler): void {
    this.#connection.handle(operations.dns, ({ containerId, tcp, query }, stream) => {
      const close = (answer: Uint8Array = new Uint8Array()) =>
        stream.close(0, '', encode(operations.dns.result, { answer }));
      void handler(containerId, query, tcp).then(close, () => close());
    });
  }

  async publishPort(containerId: string, port: GuestPort): Promise<void> {
    const protocol = port.protocol === 'tcp' ? IPPROTO_TCP : IPPROTO_UDP;
    await this.#connection.call(operations.portPublish, { ...port, containerId, protocol });
  }

  async unpublishPorts(containerId: string): Promise<void> {
    await this.#connection.call(operations.portUnpublish, { containerId });
  }

  async dial(containerId: string, address: string, port: number): Promise<ByteDuplex> {
    const stream = this.#connection.open(operations.dial, { containerId, address, port });
    const hangUp = () => stream.reset('the connection was closed');
    const readable = stream.receive(1, { onCancel: hangUp });
    await stream.started;
    return { readable, writable: stream.writable(0) };
  }

  async exchange(
    containerId: string,
    address: string,
    port: number,
    datagram: Uint8Array,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    const call = { containerId, address, port, timeoutMs, datagram };
    return (await this.#connection.call(operations.exchange, call)).answer;
  }

  async spawn(spec: GuestSpawn): Promise<GuestProcess> {
    const start = (env: readonly string[]) =>
      guestProcess(this.#connection.open(operations.spawn, { ...spec, env }, outputChannels(spec.terminal)));
    const places = spec.placesOutput ? this.#window?.lend(OUTPUT_PLACES) : undefined;
    return places ? processThatPlaces(places, start, spec.env) : start(spec.env);
  }

  /** A client in the guest connected to /var/run/docker.sock. Closing `writable` closes its connection. */
  onApiConnection(handler: (duplex: ByteDuplex) => void): void {
    this.#connection.handle(operations.api, (_, stream) => handler(connectionOf(stream)));
  }

  /** A connection to port 80 of what answers for package archives (guest/agent/places.h). */
  onMirrorConnection(handler: (duplex: ByteDuplex) => void): void {
    this.#connection.handle(operations.mirror, (_, stream) => handler(connectionOf(stream)));
  }

  /**
   * Somebody typed `docker` in the guest: `handler` gets argv (without 'docker') and resolves to the exit code.
   * Control signals and hang-ups come through `io.onSignal`; a command that listens to none ends with 128 + signal.
   */
  onCli(handler: (argv: readonly string[], io: GuestCliIo) => Promise<number>): void {
    this.#connection.handle(operations.cli, (request, stream) => {
      const guest = { files: this.files, dial: this.dial.bind(this, ''), window: this.#window };
      void serveCli(request, stream, guest, handler);
    });
  }
}

/** Closing `writable` closes the connection. */
function connectionOf(stream: LinkStream): ByteDuplex {
  return { readable: stream.receive(0), writable: stream.writable(1, () => void stream.close(0, '')) };
}
