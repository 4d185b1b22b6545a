import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The built site once more, as an operator with another environment serves it; resolves when it answers. */
export async function serveSite(
  environment: Readonly<Record<string, string>>,
): Promise<{ url: string; close(): void }> {
  const next = join(import.meta.dirname, '../node_modules/next/dist/bin/next');
  const server = spawn(process.execPath, [next, 'start', '-p', '0'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const port = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the site ended with exit code ${code}: ${said}`)));
    server.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const found = /localhost:(\d+)[^]*Ready/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return { url: `http://localhost:${port}`, close: () => server.kill() };
}
