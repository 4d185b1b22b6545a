import type { Invocation } from '../../command.ts';
import { LogConsumer } from '../logs/log-consumer.ts';
import type { Project } from '../model/types/project.ts';
import { upProject } from '../project/up.ts';
import { watchRules } from '../watch/rules.ts';
import { ProjectWatch } from '../watch/watch-project.ts';
import { composeContext } from './context.ts';
import { changed, createOptions } from './create-options.ts';
import { loadFor } from './load.ts';

/** `docker compose watch`: until a signal ends it. Throws CliError. */
export async function runWatch(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  const project = await loadFor(invocation, { services: args });
  const rules = await watchRules(cli, project);
  const isQuiet = flags.bool('quiet');
  const create = { ...createOptions(invocation, args), build: { isQuiet }, isQuietPull: isQuiet };
  if (!flags.bool('no-up')) {
    await upProject(context, withBuilds(project), {
      create: { ...create, recreateDependencies: 'never' },
      ...{ attach: undefined, waits: false, waitTimeoutSeconds: 0 },
    });
  }
  const consumer = new LogConsumer(cli, { hasColor: false, hasPrefix: false, hasTime: false });
  const watch = new ProjectWatch(context, project, { rules, consumer, create, prunes: flags.bool('prune') });
  try {
    await watch.begin();
    await watch.run();
  } finally {
    watch.stop();
  }
}

/** What is watched and can be built is built, whether its image is there or not. */
function withBuilds(project: Project): Project {
  return changed(project, (one) => (one.build && one.develop ? { ...one, pull_policy: 'build' } : one));
}
