import type { Recipe } from '../recipe.ts';

/** Debian's redis, started as the official image starts it: as user redis, in /data, open to other containers. */
export const redis: Recipe = {
  name: 'redis',
  description: 'Redis, a key-value store in memory',
  base: 'debian',
  packages: ['redis-server', 'redis-tools'],
  createdBy: 'RUN apt-get install -y --no-install-recommends redis-server redis-tools && set-up; COPY files /',
  tags: (versionOf) => {
    const versions = [1, 2, 3].map((parts) => versionOf('redis-server', parts));
    return ['latest', 'bookworm', ...versions, `${versions[0]}-bookworm`];
  },
  config: (versionOf) => ({
    ExposedPorts: { '6379/tcp': {} },
    Env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `REDIS_VERSION=${versionOf('redis-server')}`,
    ],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['redis-server'],
    Volumes: { '/data': {} },
    WorkingDir: '/data',
  }),
};
