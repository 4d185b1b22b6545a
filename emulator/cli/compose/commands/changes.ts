import type { Invocation } from '../../command.ts';
import { checkBuilder, checkSsh } from '../../build/refused-flags.ts';
import { CliError } from '../../errors.ts';
import { withSelectedServices, withServicesEnabled } from '../model/project/select.ts';
import { bakeFile } from '../project/bake.ts';
import { buildImages } from '../project/build.ts';
import { checkBuilds } from '../project/check-build.ts';
import { projectContainers } from '../project/containers.ts';
import { inProgress } from '../project/context.ts';
import { createProject } from '../project/create-project.ts';
import { downProject } from '../project/down.ts';
import { projectFromContainers } from '../project/from-containers.ts';
import { localImages } from '../project/images.ts';
import { pullProject } from '../project/pull.ts';
import { pushProject } from '../project/push.ts';
import { restartServices } from '../project/restart.ts';
import { startProject } from '../project/start.ts';
import { stopServices } from '../project/stop.ts';
import { composeContext, isOn } from './context.ts';
import { changed, checkTogether, createOptions, withCreateFlags, withScale } from './create-options.ts';
import { inWords, loadFor } from './load.ts';
import { projectOrName } from './project.ts';

const timeoutOf = ({ flags }: Invocation): number | undefined =>
  flags.changed('timeout') ? flags.number('timeout') : undefined;

/** `docker compose create`. */
export async function runCreate(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const context = await composeContext(invocation);
  checkTogether({ flags }, [
    ['build', 'no-build'],
    ['force-recreate', 'no-recreate'],
  ]);
  const project = withCreateFlags(await loadFor(invocation, { services: args }), invocation);
  const orphans = flags.bool('remove-orphans') ? 'remove' : 'warn';
  const options = { ...createOptions(invocation, args), orphans } as const;
  await inProgress(context, (work) => createProject(work, project, options), 'Creating');
}

/** `docker compose down`. */
export async function runDown(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  const images = flags.string('rmi');
  if (images !== '' && images !== 'all' && images !== 'local') {
    throw new CliError(`invalid value for --rmi: ${JSON.stringify(images)}`);
  }
  const { name, project } = await projectOrName(invocation, args);
  const removesOrphans = flags.changed('remove-orphans')
    ? flags.bool('remove-orphans')
    : isOn(cli.io.environment['COMPOSE_REMOVE_ORPHANS']);
  const removesVolumes = flags.bool('volumes');
  const timeoutSeconds = timeoutOf(invocation);
  const options = { project, services: args, removesOrphans, removesVolumes, images, timeoutSeconds } as const;
  await inProgress(context, (work) => downProject(work, name.toLowerCase(), options));
}

/** `docker compose start`. */
export async function runStart(invocation: Invocation): Promise<void> {
  const { cli, args } = invocation;
  const context = await composeContext(invocation);
  const choice = await projectOrName(invocation, args);
  const name = choice.name.toLowerCase();
  await inProgress(context, async (work) => {
    const containers = await projectContainers(cli, name, { oneOff: 'without', all: true });
    const fromContainers = () => withSelectedServices(projectFromContainers(containers, name, args), args);
    await startProject(work, choice.project ?? inWords(fromContainers));
  });
}

/** `docker compose stop`. */
export async function runStop(invocation: Invocation): Promise<void> {
  const { args } = invocation;
  const context = await composeContext(invocation);
  const { name, project } = await projectOrName(invocation, args);
  const options = { project, services: args, timeoutSeconds: timeoutOf(invocation) };
  await inProgress(context, (work) => stopServices(work, name.toLowerCase(), options), 'Stopping');
}

/** `docker compose restart`. */
export async function runRestart(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const context = await composeContext(invocation);
  const { name, project: loaded } = await projectOrName(invocation);
  const project = loaded && inWords(() => withServicesEnabled(loaded, args));
  const timeoutSeconds = timeoutOf(invocation);
  const options = { project, services: args, noDependents: flags.bool('no-deps'), timeoutSeconds };
  await inProgress(context, (work) => restartServices(work, name.toLowerCase(), options), 'Restarting');
}

/** `docker compose scale SERVICE=NUM…`. */
export async function runScale(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const context = await composeContext(invocation);
  const scales = args.map(readScale);
  const services = scales.map(([name]) => name);
  const loaded = await loadFor(invocation, { services });
  const chosen = flags.bool('no-deps') ? inWords(() => withSelectedServices(loaded, services, 'without')) : loaded;
  const project = scales.reduce((before, [name, scale]) => withScale(before, name, scale), chosen);
  await inProgress(context, async (work) => {
    await createProject(work, project, { ...createOptions(invocation, services), build: undefined });
    await startProject(work, project);
  });
}

function readScale(text: string): [string, number] {
  const at = text.indexOf('=');
  const [name, count] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (name === '' || count === '') throw new CliError(`invalid scale specifier: ${text}`);
  if (!/^[+-]?\d+$/.test(count)) {
    throw new CliError(`invalid scale specifier: can't parse replica value as int: ${text}`);
  }
  return [name, Number(count)];
}

/** `docker compose build`. */
export async function runBuild(invocation: Invocation): Promise<number> {
  const { flags, args } = invocation;
  const context = await composeContext(invocation);
  const isQuiet = flags.bool('quiet');
  checkBuilder(flags.string('builder'));
  checkSshFlag(invocation);
  const shown = isQuiet ? { ...context, display: { ...context.display, mode: 'quiet' as const } } : context;
  const project = await loadFor(invocation);
  const enabled = inWords(() => withServicesEnabled(project, args));
  const options = {
    services: args,
    withDependencies: flags.bool('with-dependencies'),
    isQuiet,
    pulls: flags.bool('pull'),
    noCache: flags.bool('no-cache'),
    args: flags.list('build-arg'),
    memoryBytes: flags.number('memory'),
  };
  if (flags.bool('print')) {
    await invocation.cli.out(bakeFile(shown, enabled, { ...options, pushes: flags.bool('push') }));
    return 0;
  }
  if (flags.bool('check')) return checkBuilds(shown, enabled, options);
  await inProgress(
    shown,
    async (work) => {
      await buildImages(work, enabled, options);
      if (!flags.bool('push')) return;
      const pushed = args.length > 0 ? inWords(() => withSelectedServices(enabled, args, 'without')) : enabled;
      await pushProject(work, pushed, { isQuiet, ignoresFailures: false });
    },
    'Building',
  );
  return 0;
}

function checkSshFlag({ cli, flags }: Invocation): void {
  if (!flags.changed('ssh')) return;
  const key = flags.string('ssh') || 'default';
  if (!key.includes('=') && key !== 'default') throw new CliError(`invalid ssh key ${JSON.stringify(key)}`);
  checkSsh(cli, [key]);
}

/** `docker compose pull`. */
export async function runPull(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const context = await composeContext(invocation);
  const loaded = await loadFor(invocation, { services: args });
  const chosen = flags.bool('include-deps') ? loaded : inWords(() => withSelectedServices(loaded, args, 'without'));
  const policy = flags.string('policy');
  const project =
    policy === '' ? chosen : changed(chosen, (one) => (one.image ? { ...one, pull_policy: policy } : one));
  const options = {
    isQuiet: flags.bool('quiet'),
    ignoresFailures: flags.bool('ignore-pull-failures'),
    ignoresBuildable: flags.bool('ignore-buildable'),
  };
  const images = await localImages(context, project);
  const shown = options.isQuiet ? { ...context, display: { ...context.display, mode: 'quiet' as const } } : context;
  await inProgress(shown, (work) => pullProject(work, project, images, options), 'Pulling');
}

/** `docker compose push`. */
export async function runPush(invocation: Invocation): Promise<void> {
  const { flags, args } = invocation;
  const context = await composeContext(invocation);
  const loaded = await loadFor(invocation, { services: args });
  const project = flags.bool('include-deps') ? loaded : inWords(() => withSelectedServices(loaded, args, 'without'));
  const isQuiet = flags.bool('quiet');
  const shown = isQuiet ? { ...context, display: { ...context.display, mode: 'quiet' as const } } : context;
  const options = { isQuiet, ignoresFailures: flags.bool('ignore-push-failures') };
  await inProgress(shown, (work) => pushProject(work, project, options), 'Pushing');
}
