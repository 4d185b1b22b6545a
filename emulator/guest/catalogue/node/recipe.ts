import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../commands.ts';
import type { Recipe } from '../recipe.ts';

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
