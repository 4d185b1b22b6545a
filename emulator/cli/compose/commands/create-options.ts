import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import type { CreateOptions } from '../project/create-project.ts';
import type { Recreate } from '../project/diverge.ts';

type Change = (service: Service) => Service;

/** The project with every service changed. */
export function changed(project: Project, change: Change): Project {
  const services = Object.entries(project.services).map(([name, service]) => [name, change(service)] as const);
  return { ...project, services: Object.fromEntries(services) };
}

/** What `--pull`, `--build` and `--scale` make of the project. Throws CliError. */
export function withCreateFlags(project: Project, { flags }: Pick<Invocation, 'flags'>): Project {
  let result = project;
  if (flags.changed('pull')) {
    const policy = flags.string('pull');
    if (!['always', 'never', 'build', 'missing', 'if_not_present'].includes(policy)) {
      throw new CliError(`invalid --pull option ${JSON.stringify(policy)}`);
    }
    result = changed(result, (service) => ({ ...service, pull_policy: policy }));
  }
  if (flags.bool('build')) {
    result = changed(result, (service) => (service.build ? { ...service, pull_policy: 'build' } : service));
  }
  for (const text of flags.list('scale')) {
    const [name = '', count = '', ...more] = text.split('=');
    if (!text.includes('=') || more.length > 0) {
      throw new CliError(`invalid --scale option ${JSON.stringify(text)}. Should be SERVICE=NUM`);
    }
    if (!/^[+-]?\d+$/.test(count)) {
      throw new CliError(`strconv.Atoi: parsing ${JSON.stringify(count)}: invalid syntax`);
    }
    result = withScale(result, name, Number(count));
  }
  return result;
}

/** The project with another number of containers of a service. Throws CliError. */
export function withScale(project: Project, name: string, scale: number): Project {
  const service = project.services[name];
  if (!service) throw new CliError(`no such service: ${name}: not found`);
  const deploy = service.deploy && { ...service.deploy, replicas: scale };
  return { ...project, services: { ...project.services, [name]: { ...service, scale, ...(deploy && { deploy }) } } };
}

/** What the flags of `up` and `create` say of making containers. */
export function createOptions(invocation: Invocation, services: readonly string[]): CreateOptions {
  const { flags } = invocation;
  return {
    services,
    recreate: recreateOf(invocation),
    recreateDependencies: flags.bool('no-recreate')
      ? 'never'
      : flags.bool('always-recreate-deps')
        ? 'force'
        : 'diverged',
    keepsVolumes: !flags.bool('renew-anon-volumes'),
    timeoutSeconds: flags.changed('timeout') ? flags.number('timeout') : undefined,
    envFiles: envFilesOf(invocation),
    build: flags.bool('no-build') ? undefined : { isQuiet: flags.bool('quiet-build') },
    orphans: 'warn',
    isQuietPull: flags.bool('quiet-pull'),
    assumesYes: flags.bool('yes'),
  };
}

function recreateOf({ flags }: Invocation): Recreate {
  if (flags.bool('no-recreate')) return 'never';
  return flags.bool('force-recreate') || flags.bool('renew-anon-volumes') ? 'force' : 'diverged';
}

/** `--env-file`, absolute. */
export function envFilesOf({ cli, groupFlags }: Pick<Invocation, 'cli' | 'groupFlags'>): string[] {
  return (groupFlags?.list('env-file') ?? []).map((path) => cli.resolvePath(path));
}

/** Throws CliError for flags that do not go together. */
export function checkTogether(
  { flags }: Pick<Invocation, 'flags'>,
  pairs: readonly (readonly [string, string])[],
): void {
  for (const [one, other] of pairs) {
    if (flags.bool(one) && flags.bool(other)) throw new CliError(`--${one} and --${other} are incompatible`);
  }
}
