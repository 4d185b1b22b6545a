import { parseArgs } from 'node:util';
import { mkdir } from 'node:fs/promises';
import { packGuest } from './pack.ts';
import { cacheFolder } from './paths.ts';
import { canBuild } from './platform.ts';
import { prebuilt } from './prebuilt.ts';
import { createProgress, duration } from './progress.ts';
import { runSteps, StepError } from './run-steps.ts';
import type { Step } from './step.ts';
import { agent } from './steps/agent.ts';
import { catalogue } from './steps/catalogue.ts';
import { crun } from './steps/crun.ts';
import { dataDisk } from './steps/data-disk.ts';
import { guest } from './steps/guest.ts';
import { kernel } from './steps/kernel.ts';
import { BUILD_PACKAGES, osPackages, TEST_PACKAGES } from './steps/os-packages.ts';
import { programs } from './steps/programs.ts';
import { publicFiles } from './steps/public-files.ts';
import { rootfs } from './steps/rootfs.ts';
import { site } from './steps/site.ts';
import { snapshot } from './steps/snapshot.ts';

/**
 * The set-up once npm's packages are there (start.mjs sees to that):
 *   main.ts [--test] [--no-site] [--pack [OUTPUT]]
 * --test also installs what the tests need; --pack writes guest and catalogue to a .tar or, when OUTPUT is not named so, a folder.
 */
const { values, positionals } = parseArgs({
  options: { test: { type: 'boolean' }, 'no-site': { type: 'boolean' }, pack: { type: 'boolean' } },
  allowPositionals: true,
});

function chooseSteps(source: string): Step[] {
  const siteSteps = values['no-site'] || values.pack ? [] : [site];
  if (source !== '') {
    const packages = values.test && canBuild() === true ? [osPackages(TEST_PACKAGES)] : [];
    const from = (folder: string) => ({ step: 'prebuilt', folder });
    return [
      ...packages,
      prebuilt(source),
      publicFiles({ guest: from('guest'), catalogue: from('catalogue') }),
      ...siteSteps,
    ];
  }
  const packages = values.test ? [...BUILD_PACKAGES, ...TEST_PACKAGES] : BUILD_PACKAGES;
  const built = [osPackages(packages), kernel, crun, programs, agent, rootfs, dataDisk, guest, snapshot, catalogue];
  const from = (step: string) => ({ step, folder: '' });
  return [...built, publicFiles({ guest: from('snapshot'), catalogue: from('catalogue') }), ...siteSteps];
}

async function main(): Promise<number> {
  const source = process.env.SLIPWAY_GUEST ?? '';
  const reason = source === '' ? canBuild() : true;
  if (reason !== true) {
    console.error(reason);
    return 1;
  }
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const stdout = process.stdout;
  const progress = createProgress({
    write: (text) => stdout.write(text),
    columns: stdout.columns ?? 100,
    isTerminal: stdout.isTTY === true && process.env.CI === undefined,
  });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const startedMs = Date.now();
  try {
    const folders = await runSteps(chooseSteps(source), { cacheFolder: cache, progress, signal: stop.signal });
    progress.stop();
    console.log(`Set-up is ready (${duration(Date.now() - startedMs)}). Kept in ${cache}`);
    if (values.pack) await packGuest(folders, positionals[0] ?? '');
    return 0;
  } catch (error) {
    progress.stop();
    if (stop.signal.aborted) console.error('Stopped. Run the same command again to go on from here.');
    // A step that failed has been told of.
    else if (!(error instanceof StepError)) console.error(error);
    return 1;
  }
}

process.exitCode = await main();
