import type { Recipe } from '../recipe.ts';

/** Debian's Python 3 as `python3` and `python`, with pip, which may install here as in the official image. */
export const python: Recipe = {
  name: 'python',
  description: 'Python 3 with pip',
  base: 'debian',
  packages: ['python3', 'python3-pip', 'python3-venv', 'ca-certificates'],
  createdBy:
    'RUN apt-get install -y --no-install-recommends python3 python3-pip python3-venv ca-certificates && set-up',
  tags: (versionOf) => {
    const versions = [1, 2, 3].map((parts) => versionOf('python3.11', parts));
    const slim = versions.flatMap((version) => [version, `${version}-slim`, `${version}-slim-bookworm`]);
    return ['latest', 'slim', 'bookworm', 'slim-bookworm', ...slim];
  },
  config: (versionOf) => ({
    Env: [
      'PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
      'LANG=C.UTF-8',
      `PYTHON_VERSION=${versionOf('python3.11')}`,
    ],
    Cmd: ['python3'],
  }),
};
