import { openHeadlessSandbox, type HeadlessSandbox } from '../../emulator/headless/headless-sandbox.ts';
import type { GuestProcess } from '../../emulator/engine/guest.ts';
import type { Place } from './place.ts';

/** The sandbox in this process, on a terminal as in the tab: the same machine and engine without the page. */
export class HeadlessPlace implements Place {
  private constructor(readonly sandbox: HeadlessSandbox) {}

  /** `data`: the folder that stands for the browser's storage. */
  static async start(data: string): Promise<HeadlessPlace> {
    return new HeadlessPlace(await openHeadlessSandbox({ data }));
  }

  async run(command: string): Promise<number> {
    return (await this.execute(command)).tookMs;
  }

  async output(command: string): Promise<string> {
    return (await this.execute(command)).output;
  }

  stop(): Promise<void> {
    return this.sandbox.shutdown();
  }

  private async execute(command: string): Promise<{ tookMs: number; output: string }> {
    const startedMs = performance.now();
    const child = await this.sandbox.guest.spawn({
      argv: ['/bin/sh', '-c', command],
      env: ['HOME=/root', 'TERM=xterm-256color', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      cwd: '/workspace',
      terminal: { rows: 24, columns: 80 },
    });
    const [output, { code }] = await Promise.all([printed(child), child.exit]);
    const tookMs = performance.now() - startedMs;
    if (code !== 0) throw new Error(`in the sandbox: ${command}: exit code ${code}\n${output}`);
    return { tookMs, output };
  }
}

/** On a terminal there is one stream. */
async function printed({ stdout }: GuestProcess): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of stdout) text += decoder.decode(bytes, { stream: true });
  return text;
}
