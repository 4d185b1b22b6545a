import { SlipwayError } from '../../errors.ts';
import type { ByteDuplex } from '../../streams.ts';
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
  ProcessExit,
  TerminalSize,
} from '../guest.ts';
import { FakeFiles } from './fake-files.ts';

/** What a scripted program has to work with. */
export interface FakeProgram {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  /** The OCI process. */
  readonly process: OciProcessFields;
  /** Undefined at the end of the input. */
  read(): Promise<string | undefined>;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Rejects never; resolves with the next signal. */
  signal(): Promise<number>;
  size(): TerminalSize | undefined;
}

export interface OciProcessFields {
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly terminal: boolean;
  readonly user: { readonly uid: number; readonly gid: number; readonly additionalGids: readonly number[] };
}

export type FakeScript = (program: FakeProgram) => Promise<number | ProcessExit> | number;

/** A guest whose programs are functions: argv[0] → exit code. SIGKILL ends them whatever they do. */
export class FakeGuest implements Guest {
  readonly files = new FakeFiles();
  readonly programs = new Map<string, FakeScript>();
  readonly starts: ContainerStart[] = [];
  readonly execs: ContainerExec[] = [];
  readonly removed: string[] = [];
  readonly bridges: string[] = [];
  /** Listened at, as the agent does it. */
  readonly ports: (GuestPort & { containerId: string })[] = [];
  /** What was connected (+) and disconnected (-) while it ran. */
  readonly interfaces: string[] = [];
  /** What the agent remembers of a container; nothing unless a test says so. */
  steps: (id: string) => GuestSteps = () => ({ nowMs: 0, steps: [] });
  /** What the engine answers to a container's DNS query. */
  askName: NameQueryHandler = async () => undefined;
  /** Answers to datagrams that containers send, by 'address:port'; without one nobody is there. */
  readonly datagramServers = new Map<string, (datagram: Uint8Array) => Uint8Array>();
  readonly frozen = new Set<string>();
  /** Rejects the next start or exec with this, as crun would. */
  failNext: string | undefined;
  private readonly running = new Map<string, FakeProcess>();
  private nextPid = 100;

  constructor() {
    this.files.put('/proc/sys/kernel/osrelease', '6.1.0-slipway\n');
    this.files.put('/proc/sys/kernel/hostname', 'slipway\n');
    this.files.put('/proc/meminfo', 'MemTotal:         524288 kB\n');
    this.files.put('/proc/cpuinfo', 'processor\t: 0\n');
    this.files.put('/proc/uptime', '100.00 90.00\n');
    this.files.put('/etc/os-release', 'PRETTY_NAME="Slipway"\nVERSION_ID="1"\n');
    this.files.put('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n');
    this.files.put('/etc/resolv.conf', 'nameserver 10.0.2.3\n');
    this.programs.set('crun', (program) => (program.stdout('crun version 1.8.1\ncommit: abc\n'), 0));
    this.programs.set('du', (program) => (program.stdout('12\t/x\n'), 0));
    this.programs.set('true', () => 0);
    this.programs.set('false', () => 1);
    this.programs.set('echo', (program) => (program.stdout(`${program.argv.slice(1).join(' ')}\n`), 0));
    this.programs.set('sleep', async (program) => {
      // As PID 1 it ignores what it has no handler for: SIGTERM (kill(2), NOTES).
      for (;;) await program.signal();
    });
    this.programs.set('serve', async (program) => {
      program.stdout('ready\n');
      const signal = await program.signal();
      return signal === 15 ? 0 : 128 + signal;
    });
    this.programs.set('cat', async (program) => {
      for (let text = await program.read(); text !== undefined; text = await program.read()) program.stdout(text);
      return 0;
    });
  }

  async mountLayer(): Promise<void> {}
  async unmountLayer(): Promise<void> {}

  async startContainer(spec: ContainerStart): Promise<GuestProcess> {
    this.starts.push(spec);
    const process = (spec.config as { process: OciProcessFields }).process;
    const child = this.launch(process, spec.terminal);
    for (const file of spec.files) this.files.put(file.path, file.content);
    await this.files.makeDirectory(`/var/lib/docker/overlay2/${spec.id}/diff`);
    this.files.put(`/sys/fs/cgroup/docker/${spec.id}/cgroup.procs`, `${child.pid}\n`);
    this.running.set(spec.id, child);
    void child.exit.then(() => this.unpublishPorts(spec.id));
    void child.exit.then(() => this.running.delete(spec.id));
    return child;
  }

  async execContainer(spec: ContainerExec): Promise<GuestProcess> {
    this.execs.push(spec);
    return this.launch(spec.process as OciProcessFields, spec.terminal);
  }

  async signalContainer(id: string, signal: number): Promise<void> {
    const child = this.running.get(id);
    if (!child) throw new SlipwayError('internal', 'kill: No such process');
    child.signal(signal);
  }

  async freezeContainer(id: string, frozen: boolean): Promise<void> {
    if (frozen) this.frozen.add(id);
    else this.frozen.delete(id);
  }

  async removeContainer(id: string): Promise<void> {
    this.removed.push(id);
    await this.files.remove(`/var/lib/docker/overlay2/${id}`).catch(() => {});
  }

  async containerSteps(id: string): Promise<GuestSteps> {
    return this.steps(id);
  }

  async connectContainer(id: string, endpoint: Endpoint, files: readonly GuestFile[]): Promise<void> {
    this.interfaces.push(
      `+${id.slice(0, 4)} ${endpoint.interfaceName} ${endpoint.addressCidr} via ${endpoint.gateway}`,
    );
    for (const file of files) this.files.put(file.path, file.content);
  }

  async disconnectContainer(
    id: string,
    interfaceName: string,
    gateway: string,
    files: readonly GuestFile[],
  ): Promise<void> {
    this.interfaces.push(`-${id.slice(0, 4)} ${interfaceName} via ${gateway}`);
    for (const file of files) this.files.put(file.path, file.content);
  }

  onNameQuery(handler: NameQueryHandler): void {
    this.askName = handler;
  }

  async createBridge(name: string, addressCidr: string): Promise<void> {
    this.bridges.push(`${name} ${addressCidr}`);
  }

  async removeBridge(name: string): Promise<void> {
    this.bridges.splice(0, this.bridges.length, ...this.bridges.filter((bridge) => !bridge.startsWith(`${name} `)));
  }

  async publishPort(containerId: string, port: GuestPort): Promise<void> {
    const taken = this.ports.some(
      (other) =>
        other.protocol === port.protocol &&
        other.hostPort === port.hostPort &&
        (other.hostAddress === port.hostAddress || [other.hostAddress, port.hostAddress].includes('0.0.0.0')),
    );
    if (taken) throw new SlipwayError('conflict', 'bind: Address already in use');
    this.ports.push({ containerId, ...port });
  }

  async unpublishPorts(containerId: string): Promise<void> {
    this.ports.splice(0, this.ports.length, ...this.ports.filter((port) => port.containerId !== containerId));
  }

  async dial(): Promise<ByteDuplex> {
    return new TransformStream<Uint8Array, Uint8Array>();
  }

  async exchange(_id: string, address: string, port: number, datagram: Uint8Array): Promise<Uint8Array> {
    const server = this.datagramServers.get(`${address}:${port}`);
    if (!server) throw new SlipwayError('unavailable', 'exchange datagrams: Connection refused');
    return server(datagram);
  }

  async spawn(spec: GuestSpawn): Promise<GuestProcess> {
    const process = {
      args: spec.argv,
      env: spec.env,
      cwd: spec.cwd,
      terminal: false,
      user: { uid: 0, gid: 0, additionalGids: [] },
    };
    return this.launch(process, spec.terminal);
  }

  async sync(): Promise<void> {}

  private launch(process: OciProcessFields, terminal: TerminalSize | undefined): FakeProcess {
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure !== undefined) throw new SlipwayError('invalid', failure);
    const name = process.args[0]!;
    const script = this.programs.get(name);
    if (!script) {
      throw new SlipwayError('not-found', `executable file \`${name}\` not found in $PATH: No such file or directory`);
    }
    const child = new FakeProcess(this.nextPid++, process, terminal);
    this.files.put(
      `/proc/${child.pid}/stat`,
      `${child.pid} (${name}) S 1 ${child.pid} ${child.pid} 0 -1 0 0 0 0 0 5 5 0 0 20 0 1 0 9000 1048576 64`,
    );
    this.files.put(`/proc/${child.pid}/cmdline`, `${process.args.join('\0')}\0`);
    child.run(script);
    return child;
  }
}

const SIGKILL = 9;

class FakeProcess implements GuestProcess {
  readonly stdin: WritableStream<Uint8Array>;
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  readonly exit: Promise<ProcessExit>;
  private readonly input: ReadableStreamDefaultReader<Uint8Array>;
  private outputs: ReadableStreamDefaultController<Uint8Array>[] = [];
  private finish!: (exit: ProcessExit) => void;
  private over = false;
  private readonly signals: number[] = [];
  private wake: (() => void) | undefined;

  constructor(
    readonly pid: number,
    private readonly process: OciProcessFields,
    private terminal: TerminalSize | undefined,
  ) {
    const pipe = new TransformStream<Uint8Array, Uint8Array>();
    this.stdin = pipe.writable;
    this.input = pipe.readable.getReader();
    const output = () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          this.outputs.push(controller);
        },
      });
    this.stdout = output();
    this.stderr = output();
    this.exit = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  run(script: FakeScript): void {
    const write = (index: number) => (text: string) => {
      if (!this.over) this.outputs[index]?.enqueue(new TextEncoder().encode(text));
    };
    const program: FakeProgram = {
      argv: this.process.args,
      env: this.process.env,
      process: this.process,
      read: async () => {
        const { value, done } = await this.input.read();
        return done ? undefined : new TextDecoder().decode(value);
      },
      stdout: write(0),
      stderr: write(1),
      signal: async () => {
        while (this.signals.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
        return this.signals.shift()!;
      },
      size: () => this.terminal,
    };
    void (async () => {
      // As over the link: the process runs before its end is told.
      await Promise.resolve();
      const result = await script(program);
      this.end(typeof result === 'number' ? { code: result, oomKilled: false } : result);
    })();
  }

  resize(size: TerminalSize): void {
    this.terminal = size;
  }

  signal(signal: number): void {
    if (signal === SIGKILL) return this.end({ code: 137, oomKilled: false });
    this.signals.push(signal);
    this.wake?.();
  }

  private end(exit: ProcessExit): void {
    if (this.over) return;
    this.over = true;
    for (const output of this.outputs) output.close();
    this.finish(exit);
  }
}
