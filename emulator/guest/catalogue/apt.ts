import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runBeside } from './commands.ts';
import type { Apt } from './recipe.ts';

/** What the catalogue's tags say (debian:12, python:3.11 …). */
export const SUITE = 'bookworm';
const ARCHITECTURE = 'i386';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * A private apt for i386, beside the machine's own: it takes the archive's address and the proxy from the machine's
 * configuration and reads nothing else of it. Only the main suite is used: the i386 index of the security suite can
 * be out of step with its release file for a while. Updates its lists before it resolves.
 */
export async function createApt(folder: string): Promise<Apt> {
  const archives = join(folder, 'archives');
  const lists = join(folder, 'lists');
  for (const path of [archives, lists, join(folder, 'empty')]) await mkdir(join(path, 'partial'), { recursive: true });
  const source = `deb [signed-by=${KEYRING}] ${await archiveUri()} ${SUITE} main`;
  const acquire = await acquireOptions();
  await writeFile(join(folder, 'sources.list'), source.replace('[', `[arch=${ARCHITECTURE} `) + '\n');
  await writeFile(join(folder, 'status'), '');
  await writeFile(join(folder, 'apt.conf'), [...privateOptions(folder), ...acquire].join('\n') + '\n');
  const environment = { APT_CONFIG: join(folder, 'apt.conf'), DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-q'], { environment });
  const releaseSeconds = await releaseDate(lists);
  const reproducible = { ...environment, SOURCE_DATE_EPOCH: String(releaseSeconds) };

  return {
    releaseSeconds,
    async bootstrap(root, packages) {
      await rm(root, { recursive: true, force: true });
      const include = `--include=${packages.join(',')}`;
      const options = acquire.map((line) => `--aptopt=${line}`);
      // /bin and its like as links into /usr from the start, or the usrmerge package brings all of perl.
      const merged = '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr';
      // check/qemu asks for a package only to learn what the kernel can run; if it cannot, the first chroot says so.
      const fixed = ['--mode=root', '--variant=apt', `--architectures=${ARCHITECTURE}`, '--skip=check/qemu', merged];
      const argv = ['mmdebstrap', '--quiet', ...fixed, include, ...options, SUITE, root, source];
      await run(argv, {
        environment: { SOURCE_DATE_EPOCH: String(releaseSeconds), DEBIAN_FRONTEND: 'noninteractive' },
      });
    },
    async install(root, packages) {
      // apt runs outside, where the network is, and calls the root's own dpkg inside.
      const inside = [
        `Dir::State::status=${root}/var/lib/dpkg/status`,
        `Dir::State::extended_states=${root}/var/lib/apt/extended_states`,
        `Dir::Cache::archives=${root}/var/cache/apt/archives`,
        `DPkg::Chroot-Directory=${root}`,
      ].flatMap((option) => ['-o', option]);
      const argv = ['apt-get', 'install', '-q', '-y', '--no-install-recommends', ...inside, ...packages];
      const bind = { from: archives, at: 'var/cache/apt/archives' };
      await runBeside(root, argv, { environment: reproducible, bind });
    },
    async unpack(packageName, into) {
      const work = join(folder, 'unpack', packageName);
      await rm(work, { recursive: true, force: true });
      await mkdir(work, { recursive: true });
      await run(['apt-get', 'download', '-q', packageName], { environment, cwd: work });
      const [deb = ''] = await readdir(work);
      await run(['dpkg-deb', '-x', join(work, deb), into]);
    },
    async closure(packages, statusFile) {
      // With an empty cache: what apt has got already it prints no URI of.
      const options = [`Dir::State::status=${statusFile}`, `Dir::Cache::archives=${join(folder, 'empty')}`];
      const argv = ['apt-get', 'install', '--print-uris', '-qq', '-y', '--no-install-recommends'];
      const printed = await run([...argv, ...options.flatMap((option) => ['-o', option]), ...packages], {
        environment,
      });
      return [...printed.matchAll(/^'\S+' ([^_\s]+)_/gm)].map(([, name = '']) => name).sort();
    },
    async describe(packages) {
      const shown = await run(['apt-cache', 'show', '--no-all-versions', ...packages], { environment });
      return shown.trim().split(/\n\n+/);
    },
    async download(packages, into) {
      await run(['apt-get', 'download', '-q', ...packages], { environment, cwd: into });
    },
    async candidateVersion(packageName) {
      const shown = await run(['apt-cache', 'show', '--no-all-versions', packageName], { environment });
      return /^Version: (.+)$/m.exec(shown)?.[1] ?? '';
    },
  };
}

function privateOptions(folder: string): string[] {
  const options: Record<string, string> = {
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': join(folder, 'empty'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': join(folder, 'empty'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': join(folder, 'empty'),
    'Dir::State': folder,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'Dir::Cache::archives': join(folder, 'archives'),
    // Images are installed side by side from one cache: no cache file that two of them would write, no lock.
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'Debug::NoLocking': 'true',
    'Dir::Log::Terminal': '',
    'Dir::Log::History': '',
    'APT::Architecture': ARCHITECTURE,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'DPkg::Use-Pty': 'false',
  };
  const lines = Object.entries(options).map(([name, value]) => `${name} "${value}";`);
  return [...lines, `#clear APT::Architectures;`, `APT::Architectures { "${ARCHITECTURE}"; };`];
}

/** The archive that the machine's own sources name for the suite; else for whatever suite of Debian they use. */
async function archiveUri(): Promise<string> {
  const format = '$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)';
  const targets = (await run(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages']))
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , component]) => component === 'main');
  const fitting =
    targets.find(([, release]) => release === SUITE) ?? targets.find(([uri]) => /\/debian\/?$/.test(uri ?? ''));
  const uri = fitting?.[0]?.replace(/\/$/, '');
  if (!uri) throw new Error(`apt's sources name no Debian archive to take ${SUITE} from (see apt-get indextargets)`);
  return uri;
}

/** The machine's way to the archive: proxies, retries, what it holds of dates. */
async function acquireOptions(): Promise<string[]> {
  const wanted = /^Acquire::(https?|Retries|Check-Valid-Until|Check-Date|ForceIPv4|ForceIPv6)\b.* ".+";$/;
  return (await run(['apt-config', 'dump', 'Acquire'])).split('\n').filter((line) => wanted.test(line));
}

async function releaseDate(lists: string): Promise<number> {
  const name = (await readdir(lists)).find((file) => /_(In)?Release$/.test(file));
  const date = /^Date: (.+)$/m.exec(name ? await readFile(join(lists, name), 'utf8') : '')?.[1];
  const milliseconds = Date.parse(date ?? '');
  if (Number.isNaN(milliseconds)) throw new Error(`the release file of ${SUITE} has no date`);
  return milliseconds / 1000;
}
