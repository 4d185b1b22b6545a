import type { Recipe } from '../recipe.ts';

/** Debian's docker-registry (the CNCF's distribution), configured and started as the official image is. */
export const registry: Recipe = {
  name: 'registry',
  description: 'Registry of container images (OCI distribution)',
  base: 'debian',
  packages: ['docker-registry'],
  createdBy: 'RUN apt-get install -y --no-install-recommends docker-registry && set-up; COPY files /',
  tags: (versionOf) => ['latest', ...[1, 2, 3].map((parts) => versionOf('docker-registry', parts))],
  config: () => ({
    ExposedPorts: { '5000/tcp': {} },
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Entrypoint: ['/entrypoint.sh'],
    Cmd: ['/etc/docker/registry/config.yml'],
    Volumes: { '/var/lib/registry': {} },
  }),
};
