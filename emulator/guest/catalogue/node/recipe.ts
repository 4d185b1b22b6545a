import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../commands.ts';
import type { Recipe, RootFolder } from '../recipe.ts';

/**
 * Debian's Node.js with npm as its project publishes it, pinned by npm/package-lock.json: Debian's npm package
 * would bring some three hundred more.
 */
export const node: Recipe = {
  name: 'node',
  description: 'Node.js with npm: JavaScript outside the browser',
  base: 'debian',
  packages: ['nodejs', 'ca-certificates'],
  assemble: async (root) => {
    const work = join(root.workFolder, 'npm');
    await cp(join(root.recipeFolder, 'npm'), work, { recursive: true });
    await run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: work });
    const modules = join(root.path, 'usr/local/lib/node_modules');
    await mkdir(modules, { recursive: true });
    await cp(join(work, 'node_modules/npm'), join(modules, 'npm'), { recursive: true, verbatimSymlinks: true });
    for (const folder of ['docs', 'man']) await rm(join(modules, 'npm', folder), { recursive: true, force: true });
    await compileLauncher(root);
  },
  createdBy: 'RUN apt-get install -y --no-install-recommends nodejs ca-certificates && set-up; COPY npm files /',
  tags: (versionOf) => {
    const versions = [1, 2, 3].map((parts) => versionOf('nodejs', parts));
    const slim = versions.flatMap((version) => [version, `${version}-slim`, `${version}-bookworm-slim`]);
    return ['latest', 'slim', 'bookworm', 'bookworm-slim', ...slim];
  },
  config: (versionOf) => ({
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', `NODE_VERSION=${versionOf('nodejs')}`],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['node'],
  }),
};

const LIBRARIES = 'usr/lib/i386-linux-gnu';

/**
 * Debian builds Node without the snapshot that its releases start from, which takes three times as long: node here is
 * Debian's libnode with an executable of our own (launcher/). set-up.sh has it make the snapshot.
 */
async function compileLauncher({ path, recipeFolder }: RootFolder): Promise<void> {
  const library = (await readdir(join(path, LIBRARIES))).find((name) => /^libnode\.so\.\d+$/.test(name));
  if (library === undefined) throw new Error(`there is no libnode in ${LIBRARIES}`);
  const libraryPath = join(path, LIBRARIES, library);
  const notes = await run(['i686-linux-gnu-readelf', '--notes', libraryPath]);
  const buildId = /Build ID: ([0-9a-f]+)/.exec(notes)?.[1];
  if (buildId === undefined) throw new Error(`${library} has no build ID`);
  const folder = join(path, 'tmp/launcher');
  await cp(join(recipeFolder, 'launcher'), folder, { recursive: true });
  const compiler = ['i686-linux-gnu-gcc', '-std=gnu11', '-O2', '-Wall', '-Wextra', '-Werror', '-rdynamic', '-s'];
  for (const program of ['node', 'mksnapshot']) {
    const source = [`-DLIBNODE_BUILD_ID="${buildId}"`, join(folder, `${program}.c`), libraryPath];
    // What libnode itself needs is in the root, not here.
    await run([...compiler, ...source, '-Wl,--allow-shlib-undefined', '-o', join(folder, program)]);
  }
}
