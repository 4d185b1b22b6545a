import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { expectPrompt } from '../terminal.ts';
import { CHROMIUM } from '../chromium.ts';
import type { Place } from './place.ts';

export interface TabStart {
  readonly tab: Tab;
  /** From the navigation to a shell that can be typed into. */
  readonly promptMs: number;
  /** Over the network until then, headers included. */
  readonly transferredBytes: number;
}

/** The playground in Chromium. */
export class Tab implements Place {
  private constructor(private readonly page: Page) {}

  static async open(context: BrowserContext, origin: string): Promise<TabStart> {
    const page = await context.newPage();
    const transfers: Promise<number>[] = [];
    // The worker's requests too, where most of it comes from.
    page.on('requestfinished', (request) => {
      transfers.push(request.sizes().then((sizes) => sizes.responseHeadersSize + sizes.responseBodySize));
    });
    const startedMs = performance.now();
    await page.goto(`${origin}/playground`, { waitUntil: 'commit' });
    await expectPrompt(page);
    const promptMs = performance.now() - startedMs;
    const transferredBytes = (await Promise.all(transfers)).reduce((sum, bytes) => sum + bytes, 0);
    return { tab: new Tab(page), promptMs, transferredBytes };
  }

  /** As the page sees it, from asking to the end. */
  async run(command: string): Promise<number> {
    return (await this.execute(command)).tookMs;
  }

  async output(command: string): Promise<string> {
    return (await this.execute(command)).output;
  }

  close(): Promise<void> {
    return this.page.close();
  }

  private async execute(command: string): Promise<{ tookMs: number; output: string }> {
    const { code, tookMs, output } = await this.page.evaluate(async (text) => {
      const decoder = new TextDecoder();
      const startedMs = performance.now();
      let printed = '';
      const exitCode = await new Promise<number | undefined>((resolve, reject) => {
        globalThis
          .slipway!.openTerminal({
            rows: 24,
            columns: 80,
            argv: ['/bin/sh', '-c', text],
            onData(bytes) {
              printed += decoder.decode(bytes, { stream: true });
            },
            onExit: resolve,
          })
          .catch(reject);
      });
      return { code: exitCode, tookMs: performance.now() - startedMs, output: printed };
    }, command);
    if (code !== 0) throw new Error(`in the tab: ${command}: exit code ${code}\n${output}`);
    return { tookMs, output };
  }
}

/** A browser with nothing in its cache and storage. `profile` is its folder. */
export function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, CHROMIUM);
}
