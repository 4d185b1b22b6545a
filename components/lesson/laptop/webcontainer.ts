import type { LaptopRuntime } from './run-on-laptop.ts';

/**
 * The service of `@webcontainer/api`: a frame of its vendor's site. Rejects at once where the page's policy forbids that
 * frame or the browser knows that it is offline; never settles where nobody answers, because a page is not told that a
 * frame could not be loaded.
 */
export async function bootWebContainer(): Promise<LaptopRuntime> {
  if (!navigator.onLine) throw new Error('the browser is offline');
  const refused = new Promise<never>((_, reject) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      if (effectiveDirective === 'frame-src') reject(new Error(`the page may not show ${blockedURI}`));
    });
  });
  const { WebContainer } = await import('@webcontainer/api');
  return Promise.race([WebContainer.boot({ coep: 'require-corp', workdirName: 'app' }), refused]);
}
