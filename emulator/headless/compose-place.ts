import type { EngineTransport } from '../engine/transport.ts';
import { startTestEngine, type TestEngine } from '../engine/testing/test-engine.ts';
import { runDocker } from '../cli/docker.ts';
import { fakePlace } from '../cli/testing/fake-place.ts';
import { textFiles } from '../cli/compose/model/testing/memory-files.ts';

export interface Typed {
  readonly code: number;
  readonly stdout: string;
  /** Progress: ' Container demo-web-1  Created'. */
  readonly lines: readonly string[];
}

/** An engine over the fakes and a folder /work/demo with a compose.yaml in it. */
export class ComposePlace {
  private constructor(
    readonly engine: TestEngine,
    private text: string,
  ) {}

  static async open(text: string): Promise<ComposePlace> {
    return new ComposePlace(await startTestEngine(), text);
  }

  write(text: string): void {
    this.text = text;
  }

  /** `docker compose ARGV`. `interruptAt`: SIGINT once this is on stdout. */
  async type(
    argv: string,
    options: { interruptAt?: string; environment?: Record<string, string> } = {},
  ): Promise<Typed> {
    const place = fakePlace();
    const io = {
      ...place.io,
      files: { ...place.io.files, ...textFiles({ 'compose.yaml': this.text }) },
      environment: { HOME: '/root', ...options.environment },
      workingDirectory: '/work/demo',
      stdout: async (bytes: Uint8Array) => {
        await place.io.stdout(bytes);
        if (options.interruptAt && place.output.stdout.includes(options.interruptAt)) place.signal(2);
      },
    };
    const code = await runDocker(['compose', ...argv.split(' ')], io, withImages(this.engine.engine.transport));
    return { code, stdout: place.output.stdout, lines: place.output.stderr.split('\n').filter(Boolean) };
  }

  /** 'demo-web-1 running' of each container, by name. */
  async containers(): Promise<string[]> {
    const { body } = await this.engine.call('GET', '/containers/json?all=1');
    const all = body as { Names: string[]; State: string }[];
    return all.map(({ Names, State }) => `${Names[0]?.slice(1)} ${State}`).toSorted();
  }
}

/** The fake engine makes containers of its image 'test' and has no routes for images: this looks at that one. */
function withImages(transport: EngineTransport): EngineTransport {
  const details = { Id: 'sha256:test', Os: 'linux', Architecture: '386', Config: { Volumes: null } };
  return {
    request: async (request) => {
      if (request.path !== '/images/test/json') return transport.request(request);
      return { status: 200, headers: {}, body: new Blob([JSON.stringify(details)]).stream() };
    },
  };
}
