import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../recipe.ts';

/** Of Debian's mariadb-client, which as a package brings perl: what health checks and backups call. */
const CLIENT_PROGRAMS = ['mariadb-admin', 'mariadb-dump', 'mariadb-import', 'mariadb-show'];

/**
 * Debian's MariaDB, started and set up by its environment as the official image is. Also answers to the name mysql:
 * MySQL itself is not in Debian, and its clients speak to MariaDB.
 */
export const mariadb: Recipe = {
  name: 'mariadb',
  description: "MariaDB, a database server that speaks MySQL's protocol",
  base: 'debian',
  packages: ['mariadb-server-core', 'mariadb-client-core'],
  unpacks: ['mariadb-client'],
  assemble: async (root) => {
    const work = join(root.workFolder, 'client');
    await root.apt.unpack('mariadb-client', work);
    await mkdir(join(root.path, 'usr/bin'), { recursive: true });
    for (const program of CLIENT_PROGRAMS) {
      await cp(join(work, 'usr/bin', program), join(root.path, 'usr/bin', program));
    }
  },
  createdBy:
    'RUN apt-get install -y --no-install-recommends mariadb-server-core mariadb-client-core && set-up; COPY files /',
  tags: (versionOf) => {
    const versions = [1, 2, 3].map((parts) => versionOf('mariadb-server-core', parts));
    return ['latest', 'lts', ...versions];
  },
  // The tags that tutorials write for MySQL; the label says what it is.
  alsoAs: { mysql: ['latest', '8', '8.0', '5.7'] },
  config: (versionOf) => ({
    ExposedPorts: { '3306/tcp': {} },
    Env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'LANG=C.UTF-8',
      `MARIADB_VERSION=${versionOf('mariadb-server-core')}`,
    ],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['mariadbd'],
    Volumes: { '/var/lib/mysql': {} },
    Labels: { 'org.opencontainers.image.description': `MariaDB ${versionOf('mariadb-server-core')} from Debian` },
  }),
};
