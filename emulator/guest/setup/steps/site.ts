import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashPath } from '../input-hash.ts';
import { REPOSITORY } from '../paths.ts';
import { hasStamp, writeStamp } from '../run-steps.ts';
import type { InPlaceStep } from '../step.ts';

const FOLDERS = ['app', 'components', 'lessons', 'emulator', 'public'];
const FILES = ['package-lock.json', 'tsconfig.json', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts'];
/** What the set-up makes, and what no page imports. */
const NOT_THE_SITE = /^(guest|catalogue)\/|\.test\.tsx?$/;
const STAMP = join(REPOSITORY, '.next', 'slipway-inputs');

/** `next build`, in the checkout, where Next wants it. */
export const site: InPlaceStep = {
  kind: 'in-place',
  name: 'site',
  title: 'Site',
  needs: [],
  inputs: async () => [
    ...(await Promise.all(
      FOLDERS.map((folder) => hashPath(join(REPOSITORY, folder), (path) => NOT_THE_SITE.test(path))),
    )),
    ...(await Promise.all(FILES.map((file) => hashPath(join(REPOSITORY, file))))),
    ...Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('NEXT_PUBLIC_') ? [`${name}=${value}`] : [],
    ),
  ],
  isDone: ({ hash }) => hasStamp(STAMP, hash),
  async run(work) {
    await rm(STAMP, { force: true });
    work.report('next build');
    await work.command([process.execPath, join(REPOSITORY, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: REPOSITORY,
      environment: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      // Not its table of routes.
      onLine: (line) => /^\s*(✓|Creating|Collecting|Generating|Finalizing)/.test(line) && work.report(line.trim()),
    });
    await writeStamp(STAMP, work.hash);
  },
};
