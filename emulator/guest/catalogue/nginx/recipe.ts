import type { Recipe } from '../recipe.ts';

/**
 * Debian's nginx, laid out as the official image is: conf.d/default.conf serves /usr/share/nginx/html, the worker
 * runs as user nginx, the logs go to the container's output, scripts in /docker-entrypoint.d run before the start.
 */
export const nginx: Recipe = {
  name: 'nginx',
  description: 'nginx, a web server and reverse proxy',
  base: 'debian',
  packages: ['nginx', 'curl', 'gettext-base'],
  createdBy: 'RUN apt-get install -y --no-install-recommends nginx curl gettext-base && set-up; COPY files /',
  tags: (versionOf) => [
    'latest',
    'stable',
    'mainline',
    ...[1, 2, 3].map((parts) => versionOf('nginx', parts)),
    'bookworm',
  ],
  config: (versionOf) => ({
    ExposedPorts: { '80/tcp': {} },
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', `NGINX_VERSION=${versionOf('nginx')}`],
    Entrypoint: ['/docker-entrypoint.sh'],
    Cmd: ['nginx', '-g', 'daemon off;'],
    StopSignal: 'SIGQUIT',
  }),
};
