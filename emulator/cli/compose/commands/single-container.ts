import type { Invocation } from '../../command.ts';
import { checkOutputPath, writeOutput } from '../../commands/archive-files.ts';
import { attachTo } from '../../commands/container-attach.ts';
import { commitContainer } from '../../commands/container-commit.ts';
import { execIn } from '../../commands/container-exec.ts';
import { CliError } from '../../errors.ts';
import { DRY_RUN_PREFIX } from '../progress/event.ts';
import { canonicalName, specifiedContainer, type ProjectContainer } from '../project/containers.ts';
import { inProgress } from '../project/context.ts';
import { composeContext } from './context.ts';
import { environmentOf } from './load.ts';
import { projectNameOf } from './project.ts';

/** The running container that SERVICE and --index name. Throws CliError: 'service "x" is not running'. */
async function runningContainer(invocation: Invocation): Promise<ProjectContainer> {
  const project = (await projectNameOf(invocation)).toLowerCase();
  return specifiedContainer(invocation.cli, project, {
    service: invocation.args[0] ?? '',
    index: invocation.flags.number('index'),
    oneOff: 'with',
    all: false,
  });
}

/** `docker compose exec`: resolves to the command's exit code. */
export async function runExec(invocation: Invocation): Promise<number> {
  const { cli, flags, args } = invocation;
  const { display } = await composeContext(invocation);
  const command = args.slice(1);
  const container = await runningContainer(invocation);
  const isDetached = flags.bool('detach');
  if (display.isDryRun) {
    if (!isDetached) throw new CliError('interactive exec is not supported in dry-run mode');
    const words = `[${command.map((word) => JSON.stringify(word)).join(' ')}]`;
    await cli.out(`${DRY_RUN_PREFIX}Executing command ${words} in ${container.Id} (detached mode)\n`);
    return 0;
  }
  return execIn(cli, container.Id, {
    command,
    environment: await environmentFor(invocation),
    isDetached,
    stdin: flags.bool('interactive'),
    tty: flags.changed('no-TTY') ? !flags.bool('no-TTY') : cli.io.stdoutIsTty,
    isPrivileged: flags.bool('privileged'),
    user: flags.string('user'),
    workingDir: flags.string('workdir'),
    detachKeys: '',
  });
}

/** -e: 'NAME' alone has the value of the place, or of .env. The last of a name counts. */
async function environmentFor(invocation: Invocation): Promise<string[]> {
  const given = invocation.flags.list('env');
  if (given.length === 0) return [];
  const here = given.every((one) => one.includes('=')) ? {} : await environmentOf(invocation);
  const values = new Map<string, string | undefined>();
  for (const one of given) {
    const at = one.indexOf('=');
    const name = at < 0 ? one : one.slice(0, at);
    if (name === '') throw new CliError(`invalid environment variable: ${one}`);
    values.set(name, at < 0 ? here[name] : one.slice(at + 1));
  }
  return [...values].map(([name, value]) => (value === undefined ? name : `${name}=${value}`));
}

/** `docker compose attach`. Resolves to the container's exit code. */
export async function runAttach(invocation: Invocation): Promise<number> {
  const { cli, flags } = invocation;
  const { display } = await composeContext(invocation);
  const container = await runningContainer(invocation);
  if (display.isDryRun) throw new CliError('interactive run is not supported in dry-run mode');
  return attachTo(cli, container.Id, {
    hasStdin: !flags.bool('no-stdin'),
    passesSignals: flags.bool('sig-proxy'),
    detachKeys: flags.string('detach-keys'),
  });
}

/** `docker compose commit`. */
export async function runCommit(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  await inProgress(
    context,
    async ({ progress }) => {
      const container = await runningContainer(invocation);
      const id = canonicalName(container);
      const text = `Commit ${id}`;
      progress.event({ id, text, status: 'working', statusText: 'Committing' });
      const isDryRun = context.display.isDryRun;
      const image = isDryRun ? undefined : await commitContainer(cli, container.Id, args[1] ?? '', flags);
      const statusText = image === undefined ? 'Committed' : `Committed as ${image}`;
      progress.event({ id, text, status: 'done', statusText });
    },
    'Committing',
  );
}

/** `docker compose export`. */
export async function runExport(invocation: Invocation): Promise<void> {
  const { cli, flags } = invocation;
  const context = await composeContext(invocation);
  const output = flags.string('output');
  await inProgress(
    context,
    async ({ progress }) => {
      const container = await runningContainer(invocation);
      if (output === '' && cli.io.stdoutIsTty) {
        throw new CliError('output option is required when exporting to terminal');
      }
      await checkOutputPath(cli, output, 'failed to export container');
      const id = canonicalName(container);
      const text = `export ${id} to ${output}`;
      progress.event({ id, text, status: 'working', statusText: 'Exporting' });
      if (!context.display.isDryRun) {
        const { body } = await cli.api.stream('GET', `/containers/${container.Id}/export`);
        await writeOutput(cli, output, body);
      }
      progress.event({ id, text, status: 'done', statusText: 'Exported' });
    },
    'Exporting',
  );
}
