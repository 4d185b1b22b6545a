import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import type { ParsedFlags } from '../../parse/flags.ts';
import { LogConsumer } from '../logs/log-consumer.ts';
import { withSelectedServices } from '../model/project/select.ts';
import type { Project } from '../model/types/project.ts';
import { inProgress, type ComposeContext } from '../project/context.ts';
import { createProject, type CreateOptions } from '../project/create-project.ts';
import { upProject, type AttachOptions } from '../project/up.ts';
import { watchRules } from '../watch/rules.ts';
import { composeContext, isOn } from './context.ts';
import { checkTogether, createOptions, withCreateFlags } from './create-options.ts';
import { inWords, loadFor } from './load.ts';

/** `docker compose up`; the exit code. Throws CliError. */
export async function runUp(invocation: Invocation): Promise<number> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  checkUpFlags(flags);
  if (flags.bool('menu')) {
    throw new CliError("--menu is not supported by Slipway: it has no menu; what its key w does, 'up --watch' does");
  }
  const loaded = await loadFor(invocation, { services: args });
  const orphans = orphansMode(invocation, loaded);
  if (flags.list('attach').length > 0 && flags.bool('attach-dependencies')) {
    throw new CliError('cannot combine --attach and --attach-dependencies');
  }
  if (Object.keys(loaded.services).length === 0 && !invocation.groupFlags?.bool('all-resources')) {
    throw new CliError('no service selected');
  }
  const project = selected(withCreateFlags(loaded, invocation), invocation);
  const create: CreateOptions = { ...createOptions(invocation, args), orphans };
  if (flags.bool('no-start')) {
    await inProgress(context, (work) => createProject(work, project, create), 'Creating');
    return 0;
  }
  const isDetached = flags.bool('detach') || flags.bool('wait');
  const rules = flags.bool('watch') ? await watchRules(cli, project) : undefined;
  return upProject(context, project, {
    watchRules: rules,
    create,
    attach: isDetached ? undefined : attachOptions(invocation, context, project),
    waits: flags.bool('wait'),
    waitTimeoutSeconds: flags.number('wait-timeout'),
  });
}

const stopsOnExit = (flags: ParsedFlags): boolean =>
  flags.bool('abort-on-container-exit') ||
  (flags.string('exit-code-from') !== '' && !flags.bool('abort-on-container-failure'));

function checkUpFlags(flags: ParsedFlags): void {
  const attaches = flags.bool('attach-dependencies') || flags.list('attach').length > 0;
  const stops = stopsOnExit(flags);
  const stopsOnFailure = flags.bool('abort-on-container-failure');
  if (stops && stopsOnFailure) {
    throw new CliError('--abort-on-container-failure cannot be combined with --abort-on-container-exit');
  }
  const waits = flags.bool('wait');
  if (waits && (attaches || stops)) {
    throw new CliError('--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies');
  }
  checkTogether({ flags }, [['build', 'no-build']]);
  if ((waits || flags.bool('detach')) && (attaches || stops || stopsOnFailure || flags.bool('watch'))) {
    const others =
      '--abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch';
    throw new CliError(`--${waits ? 'wait' : 'detach'} cannot be combined with ${others}`);
  }
  checkTogether({ flags }, [
    ['no-recreate', 'renew-anon-volumes'],
    ['force-recreate', 'no-recreate'],
    ['always-recreate-deps', 'no-recreate'],
    ['no-build', 'watch'],
  ]);
}

/** `--remove-orphans` and the variables beside it. */
export function orphansMode({ cli, flags }: Invocation, project: Project): CreateOptions['orphans'] {
  const removes = flags.changed('remove-orphans')
    ? flags.bool('remove-orphans')
    : isOn(cli.io.environment['COMPOSE_REMOVE_ORPHANS']);
  const ignores = isOn(project.environment['COMPOSE_IGNORE_ORPHANS']);
  if (removes && ignores) throw new CliError('cannot combine COMPOSE_IGNORE_ORPHANS and --remove-orphans');
  if (removes) return 'remove';
  return ignores ? 'ignore' : 'warn';
}

function selected(project: Project, { flags, args }: Invocation): Project {
  const result = flags.bool('no-deps') ? inWords(() => withSelectedServices(project, args, 'without')) : project;
  const from = flags.string('exit-code-from');
  if (from !== '' && !result.services[from]) throw new CliError(`no such service: ${from}: not found`);
  return result;
}

function attachOptions({ cli, flags, args }: Invocation, context: ComposeContext, project: Project): AttachOptions {
  const typed = flags.list('attach');
  const unknown = typed.filter((name) => !project.services[name]);
  if (unknown.length > 0) throw new CliError(`cannot attach to services not included in up: ${unknown.join(', ')}`);
  const noAttach = flags.list('no-attach');
  const attachTo = typed.length > 0 ? typed : attachedServices(project, args, flags.bool('attach-dependencies'));
  const onExit = stopsOnExit(flags) ? 'stop' : flags.bool('abort-on-container-failure') ? 'stop-on-failure' : 'ignore';
  return {
    consumer: new LogConsumer(cli, {
      hasColor: context.hasAnsi && !flags.bool('no-color'),
      hasPrefix: !flags.bool('no-log-prefix'),
      hasTime: flags.bool('timestamps'),
    }),
    attachTo: attachTo.filter((name) => !noAttach.includes(name)),
    services: args,
    onExit,
    exitCodeFrom: flags.string('exit-code-from'),
  };
}

/** Those typed (all when none is), but for those with `attach: false`. */
function attachedServices(project: Project, typed: readonly string[], withDependencies: boolean): string[] {
  const names = new Set(typed.length > 0 ? typed : Object.keys(project.services));
  if (withDependencies) {
    for (const name of names) for (const next of Object.keys(project.services[name]?.depends_on ?? {})) names.add(next);
  }
  return [...names].filter((name) => project.services[name] && project.services[name].attach !== false);
}
