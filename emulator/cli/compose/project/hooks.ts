import { copyMultiplexed, copyRaw } from '../../api/multiplexed.ts';
import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors.ts';
import { LineSplitter } from '../logs/line-splitter.ts';
import type { ContainerListener } from '../logs/log-printer.ts';
import type { Hook } from '../model/types/service.ts';
import { nameWithoutProject, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeContext } from './context.ts';
import { pause } from './pause.ts';

const POLL_MS = 100;

interface HookOutput {
  readonly tty?: boolean;
  /** Gets what the hook prints, as lines of 'web-1 ->'. */
  readonly listener?: ContainerListener;
}

interface HookRun extends HookOutput {
  readonly service: string;
  readonly hook: Hook;
}

/** Runs a post_start or pre_stop hook in a container, to its end. Throws CliError when it fails. */
export async function runHook(context: ComposeContext, container: ProjectContainer, run: HookRun): Promise<void> {
  const code = await execInContainer(context, container, run.hook, run);
  if (code) throw new CliError(`${run.service} hook exited with status ${code}`);
}

/** Runs a command in a container, to its end; its exit code. In a dry run nothing is run. */
export async function execInContainer(
  { cli, display }: ComposeContext,
  container: ProjectContainer,
  hook: Hook,
  { listener, tty = false }: HookOutput = {},
): Promise<number> {
  if (display.isDryRun) return 0;
  const isDetached = listener === undefined;
  const { Id } = await cli.api.post<{ Id: string }>(`/containers/${container.Id}/exec`, {
    body: {
      User: hook.user ?? '',
      Privileged: hook.privileged ?? false,
      Env: Object.entries(hook.environment ?? {}).map(([name, value]) => (value === null ? name : `${name}=${value}`)),
      WorkingDir: hook.working_dir ?? '',
      Cmd: hook.command ?? [],
      Detach: isDetached,
      AttachStdout: !isDetached,
      AttachStderr: !isDetached,
      Tty: !isDetached && tty,
    },
  });
  if (listener) await follow(cli, Id, container, { tty, listener });
  else await cli.api.post(`/exec/${Id}/start`, { body: { Detach: true, Tty: tty } });
  for (;;) {
    const { Running, ExitCode } = await cli.api.get<{ Running: boolean; ExitCode: number | null }>(`/exec/${Id}/json`);
    if (!Running) return ExitCode ?? 0;
    await pause(cli, POLL_MS);
  }
}

async function follow(
  cli: Cli,
  execId: string,
  container: ProjectContainer,
  { tty, listener }: { tty: boolean; listener: ContainerListener },
): Promise<void> {
  const whose = { id: container.Id, name: `${nameWithoutProject(container)} ->`, service: serviceOf(container) };
  const lines = new LineSplitter((line) => listener({ type: 'log', ...whose, line }));
  const connection = await cli.api.hijack(`/exec/${execId}/start`, { body: { Detach: false, Tty: tty } });
  const push = (bytes: Uint8Array): Promise<void> => lines.push(bytes);
  if (tty) await copyRaw(connection.readable, push);
  else await copyMultiplexed(connection.readable, push, push);
  await lines.end();
}
