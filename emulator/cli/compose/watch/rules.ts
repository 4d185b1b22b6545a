import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors.ts';
import { goQuote } from '../../format/text.ts';
import { warnLine } from '../commands/warning.ts';
import { relativePath } from '../model/load/paths.ts';
import type { Project } from '../model/types/project.ts';
import type { Hook, Service, WatchRule } from '../model/types/service.ts';
import { isAtOrBelow } from './folders.ts';
import { ignoredByBuild, isPassing, matcher } from './matchers.ts';

/** A file of this place and where a container has it. Both absolute. */
export interface SyncedPath {
  readonly hostPath: string;
  readonly containerPath: string;
}

/** One rule of a service's `develop.watch`, ready to be asked. */
export interface Rule {
  readonly service: string;
  readonly action: string;
  readonly exec: Hook | undefined;
  /** Absolute, and no symbolic link. */
  readonly path: string;
  readonly isInitiallySynced: boolean;
  /** At or below the path, and not ignored. In a folder that it is not about, it is about nothing. */
  isAbout(path: string): boolean;
  /** Undefined when the rule is not about the path, or does not include it. */
  match(path: string): SyncedPath | undefined;
}

const isSync = ({ action }: WatchRule): boolean => action.startsWith('sync');

/** What the project's services want watched. Throws CliError for what cannot be done. */
export async function watchRules(cli: Cli, project: Project): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const service of Object.values(project.services)) {
    const triggers = service.develop?.watch ?? [];
    if (triggers.length === 0) continue;
    for (const trigger of triggers) check(service, trigger);
    const isIgnored = await ignoredByBuild(cli, service.build);
    for (const trigger of triggers) {
      if (isSync(trigger) && isMounted(service, trigger.path)) {
        const what = `path '${trigger.path}' also declared by a bind mount volume, this path won't be monitored!`;
        await cli.err(warnLine(cli, what));
        continue;
      }
      const found = await cli.io.files.stat(trigger.path, true);
      const path = cli.resolvePath(found?.realPath ?? trigger.path);
      rules.push(ruleOf(service, trigger, path, isIgnored));
    }
  }
  if (rules.length === 0) {
    throw new CliError("none of the selected services is configured for watch, consider setting an 'develop' section");
  }
  return rules;
}

function check({ name, build }: Service, { action, exec }: WatchRule): void {
  if (action === 'rebuild' && !build) {
    throw new CliError(`can't watch service ${goQuote(name)} with action ${action} without a build context`);
  }
  if (action === 'sync+exec' && !exec?.command?.length) {
    throw new CliError(`can't watch with action ${goQuote(action)} on service ${name} without a command`);
  }
}

/** What a container sees anyway need not be copied. */
export function isMounted({ volumes = [] }: Service, path: string): boolean {
  return volumes.some(({ type, source = '' }) => type === 'bind' && isAtOrBelow(source, path));
}

function ruleOf(service: Service, trigger: WatchRule, path: string, isIgnoredByBuild: (path: string) => boolean): Rule {
  const { action, exec, target = '', include = [], ignore = [], initial_sync: initialSync, extensions } = trigger;
  const isIgnored = matcher(path, ignore);
  const isIncluded = include.length === 0 ? () => true : matcher(path, include);
  const isAbout = (changed: string): boolean =>
    isAtOrBelow(path, changed) && !isIgnoredByBuild(changed) && !isPassing(changed) && !isIgnored(changed);
  return {
    service: service.name,
    action,
    exec,
    path,
    // before the specification had it, compose read it as an extension
    isInitiallySynced: isSync(trigger) && (initialSync ?? extensions?.['x-initialSync'] === true),
    isAbout,
    match: (changed) => {
      if (!isAbout(changed) || !isIncluded(changed)) return undefined;
      const below = relativePath(path, changed);
      const containerPath = below === '.' ? target : `${target.replace(/\/$/, '')}/${below}`;
      return { hostPath: changed, containerPath };
    },
  };
}
