import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ClientKind = 'docker' | 'ours';

/** A folder for the front of PATH in which `docker` is that client. */
export interface Client {
  readonly kind: ClientKind;
  readonly folder: string;
  readonly version: string;
}

/** The first `docker` on PATH, unmodified. */
export function dockerClient(folder: string): Client {
  const program = onPath('docker');
  if (program === undefined) throw new Error('there is no docker command');
  mkdirSync(folder, { recursive: true });
  symlinkSync(program, join(folder, 'docker'));
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  return { kind: 'docker', folder, version };
}

/**
 * Our CLI as JavaScript in few files, so that starting it costs what starting Node costs. The build of `yaml` for Node
 * wants a `require`.
 */
export async function ourClient(folder: string): Promise<Client> {
  mkdirSync(folder, { recursive: true });
  const bundle = join(folder, 'docker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../../emulator/cli/testing/docker-main.ts', import.meta.url))],
    outdir: folder,
    entryNames: 'docker',
    outExtension: { '.js': '.mjs' },
    splitting: true,
    bundle: true,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const command = join(folder, 'docker');
  // Without the two dashes Node takes docker's --env-file for its own.
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' -- '${bundle}' "$@"\n`);
  chmodSync(command, 0o755);
  return { kind: 'ours', folder, version: 'Slipway’s docker' };
}

/** A `docker` on PATH that speaks BuildKit without the buildx plugin, as those before release 23 do: Debian's. */
export function buildKitClient(): string | undefined {
  return allOnPath('docker').find((program) => {
    const major = /version (\d+)\./.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1];
    return Number(major) < 23;
  });
}

export function onPath(name: string): string | undefined {
  return allOnPath(name)[0];
}

function allOnPath(name: string): string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
