import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { InPlaceStep, Work } from '../step.ts';

const execute = promisify(execFile);

/** What builds the guest and the catalogue. Compilers are Debian's cross compilers: the guest is i386. */
export const BUILD_PACKAGES = [
  ...['gcc', 'make', 'flex', 'bison', 'bc', 'xz-utils', 'patch', 'cpio', 'python3'],
  ...['gcc-i686-linux-gnu', 'libc6-dev-i386-cross', 'linux-source-6.1'],
  ...['seabios', 'e2fsprogs', 'mmdebstrap', 'debian-archive-keyring', 'zstd', 'gpg', 'gpg-agent'],
];

/** What the tests need besides: a browser, tools to check our images with, and a real Docker to compare with. */
export const TEST_PACKAGES = [
  'chromium',
  'erofs-utils',
  'libc6-dev',
  'docker.io',
  'docker-compose',
  'docker-registry',
  'iproute2',
  'iptables',
  'skopeo',
];

/** The Debian packages, installed with apt as root or through sudo where they are missing. */
export function osPackages(names: readonly string[]): InPlaceStep {
  return {
    kind: 'in-place',
    name: 'os-packages',
    title: 'Debian packages',
    needs: [],
    inputs: async () => [],
    isDone: async () => (await missingPackages(names)).length === 0,
    run: (work) => install(names, work),
    advice:
      'the packages can also be installed by hand with apt-get; a prebuilt guest (SLIPWAY_GUEST) needs none of them',
  };
}

async function install(names: readonly string[], work: Work): Promise<void> {
  const missing = await missingPackages(names);
  const wait = ['-o', 'DPkg::Lock::Timeout=600'];
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  work.report('apt-get update');
  await work.command([...asRoot(), 'apt-get', 'update', '-q', ...wait], { environment });
  work.report(`apt-get install ${missing.join(' ')}`);
  const flags = ['-q', '-y', '--no-install-recommends', ...wait];
  // Each package is got, unpacked and set up, with a line for each.
  let lines = 0;
  let total: number | undefined;
  await work.command(
    [...asRoot(), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', ...flags, ...missing],
    {
      onLine(line) {
        const count = /(\d+) newly installed/.exec(line)?.[1];
        if (count !== undefined) total = Number(count) * 3;
        const [, verb, rest = ''] = /^(Get|Unpacking|Setting up)[: ](.*)/.exec(line) ?? [];
        if (verb === undefined) return;
        const doing = verb === 'Get' ? `downloading ${rest.split(' ')[4] ?? ''}` : `installing ${rest.split(' ')[0]}`;
        work.report(doing, total === undefined ? undefined : ++lines / total);
      },
    },
  );
}

/** The prefix that makes a command run as root. */
export function asRoot(): string[] {
  return process.getuid?.() === 0 ? [] : ['sudo'];
}

async function missingPackages(names: readonly string[]): Promise<string[]> {
  const installed = new Set((await query('${db:Status-Abbrev} ${Package}\n', names)).flatMap(installedName));
  return names.filter((name) => !installed.has(name));
}

function installedName(line: string): string[] {
  const [status, name] = line.trim().split(/\s+/);
  return status === 'ii' && name !== undefined ? [name] : [];
}

/** 'name=version' of each installed package: part of the hash of what is made with them. */
export async function packageVersions(names: readonly string[]): Promise<string[]> {
  return query('${Package}=${Version}\n', names);
}

async function query(format: string, names: readonly string[]): Promise<string[]> {
  // dpkg-query fails when one is unknown, and prints the others all the same.
  const result = await execute('dpkg-query', ['-W', '-f', format, ...names]).catch(
    (error: { stdout?: string }) => error,
  );
  return (result.stdout ?? '').split('\n').filter((line) => line !== '');
}
