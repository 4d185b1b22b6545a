import type { Invocation } from '../../command.ts';
import { CliError, errorMessage } from '../../errors.ts';
import { keyValues } from '../../parse/key-values.ts';
import { parsePublished } from '../../parse/ports.ts';
import { checkTty } from '../../commands/container-attach.ts';
import { runCreated } from '../../commands/run-created.ts';
import { withSelectedServices } from '../model/project/select.ts';
import { shellWords } from '../model/syntax/units.ts';
import { parseVolume } from '../model/syntax/volume.ts';
import type { ServicePort, ServiceVolume } from '../model/types/mounts.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { parseDotenv } from '../model/variables/dotenv.ts';
import { prepareRun } from '../project/run.ts';
import { composeContext } from './context.ts';
import { createOptions, withCreateFlags } from './create-options.ts';
import { inWords, loadFor } from './load.ts';
import { orphansMode } from './up.ts';

/** `docker compose run`; the exit code of what ran. Throws CliError. */
export async function runRun(invocation: Invocation): Promise<number> {
  const { cli, flags, args } = invocation;
  const [name = '', ...command] = args;
  const context = await composeContext(invocation);
  if (flags.list('publish').length > 0 && flags.bool('service-ports')) {
    throw new CliError('--service-ports and --publish are incompatible');
  }
  if (flags.changed('tty') && flags.changed('no-TTY')) throw new CliError("--tty and --no-TTY can't be used together");
  const hasTty = flags.changed('tty')
    ? flags.bool('tty')
    : flags.changed('no-TTY')
      ? !flags.bool('no-TTY')
      : cli.io.stdoutIsTty;
  const isQuiet = flags.bool('quiet');
  const shown = isQuiet ? { ...context, display: { ...context.display, mode: 'quiet' as const } } : context;
  const loaded = await loadFor(invocation, { services: [name] });
  const chosen = flags.bool('no-deps') ? inWords(() => withSelectedServices(loaded, [name], 'without')) : loaded;
  const declared = chosen.services[name];
  if (!declared) throw new CliError(`no such service: ${name}: not found`);
  const changed = await changedService(invocation, chosen, declared, { command, hasTty });
  const project = withCreateFlags({ ...chosen, services: { ...chosen.services, [name]: changed } }, invocation);
  const service = project.services[name] ?? changed;
  const isInteractive = service.stdin_open ?? false;
  const isDetached = flags.bool('detach');
  if (!isDetached) checkTty(cli, isInteractive, hasTty);
  const id = await prepareRun(shown, project, {
    ...{ service, name: flags.string('name'), isRemovedAtExit: flags.bool('rm') },
    attachesStdin: isInteractive,
    usesAliases: flags.bool('use-aliases'),
    noDependencies: flags.bool('no-deps'),
    create: { ...createOptions(invocation, []), orphans: orphansMode(invocation, project) },
  });
  if (context.display.isDryRun) return 0;
  if (isDetached) {
    await cli.out(`${id}\n`);
    await cli.api.post(`/containers/${id}/start`);
    return 0;
  }
  return runCreated(cli, id, { stdin: isInteractive, tty: hasTty, isRemovedAtExit: flags.bool('rm') });
}

interface Typed {
  readonly command: readonly string[];
  readonly hasTty: boolean;
}

/** The service as the command line changes it. Throws CliError. */
async function changedService(
  invocation: Invocation,
  project: Project,
  service: Service,
  { command, hasTty }: Typed,
): Promise<Service> {
  const { flags } = invocation;
  const text = (name: string): string | undefined => flags.string(name) || undefined;
  const labels = flags.list('label');
  if (labels.some((one) => !one.includes('='))) throw new CliError('label must be set as KEY=VALUE');
  const hasEntrypoint = flags.changed('entrypoint');
  const [added, dropped] = [flags.list('cap-add'), flags.list('cap-drop')];
  return {
    ...service,
    tty: hasTty,
    stdin_open: flags.bool('interactive'),
    command: command.length > 0 ? command : hasEntrypoint ? [] : service.command,
    ...(hasEntrypoint ? { entrypoint: inWords(() => shellWords(flags.string('entrypoint'))) } : {}),
    user: text('user') ?? service.user,
    working_dir: text('workdir') ?? service.working_dir,
    cap_add: [...(service.cap_add ?? []).filter((one) => !dropped.includes(one)), ...added],
    cap_drop: [...(service.cap_drop ?? []).filter((one) => !added.includes(one)), ...dropped],
    environment: { ...service.environment, ...(await typedEnvironment(invocation, project)) },
    labels: { ...service.labels, ...keyValues(labels) },
    ports: flags.bool('service-ports') ? service.ports : typedPorts(flags.list('publish')),
    volumes: [...(service.volumes ?? []), ...flags.list('volume').map((one) => typedVolume(invocation, one))],
  };
}

/** `-e` goes before `--env-from-file`; a name alone has the value it has here, or the project has for it. */
async function typedEnvironment({ cli, flags }: Invocation, project: Project): Promise<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const one of flags.list('env')) {
    const at = one.indexOf('=');
    const name = at === -1 ? one : one.slice(0, at);
    const value = at === -1 ? (cli.io.environment[name] ?? project.environment[name]) : one.slice(at + 1);
    if (value !== undefined) variables[name] = value;
  }
  const typed = { ...variables };
  for (const path of flags.list('env-from-file')) {
    const text = await cli.io.files.read(cli.resolvePath(path)).catch(() => {
      throw new CliError(`open ${path}: no such file or directory`);
    });
    parseDotenv(new TextDecoder().decode(text), variables, (name) => typed[name]);
  }
  return { ...variables, ...typed };
}

function typedPorts(specs: readonly string[]): ServicePort[] {
  let bindings;
  try {
    ({ bindings } = parsePublished(specs));
  } catch (error) {
    throw new CliError(errorMessage(error));
  }
  return Object.entries(bindings).flatMap(([port, all]) => {
    const [target = '', protocol] = port.split('/');
    return all.map(({ HostIp, HostPort }) => ({
      target: Number(target),
      protocol,
      host_ip: HostIp,
      published: HostPort,
    }));
  });
}

function typedVolume({ cli }: Invocation, spec: string): ServiceVolume {
  const { type, source, target, ...rest } = inWords(() => parseVolume(spec));
  const home = cli.io.environment['HOME'] ?? '/root';
  const path = type === 'bind' && source ? cli.resolvePath(source.replace(/^~(?=\/|$)/, home)) : source;
  return {
    ...{ type, source: path, target, read_only: rest.isReadOnly },
    ...(type === 'bind'
      ? { bind: { create_host_path: true, propagation: rest.propagation, selinux: rest.selinux } }
      : { volume: { nocopy: rest.isWithoutCopy } }),
  };
}
