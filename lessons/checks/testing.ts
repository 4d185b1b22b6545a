import type { CommandResult } from '../../emulator/browser/run-command.ts';
import type { LessonMachine } from './machine.ts';

/** A machine that answers from tables: bodies by path (404 otherwise), results by the command's words. */
export function fakeMachine(
  answers: Readonly<Record<string, unknown>>,
  run: (argv: readonly string[]) => Partial<CommandResult> = () => ({ code: 127 }),
): LessonMachine {
  return {
    api: async ({ path }) => (path in answers ? { status: 200, body: answers[path] } : { status: 404, body: {} }),
    runCommand: async (argv) => ({ code: 0, stdout: '', stderr: '', ...run(argv) }),
  };
}

/** Containers as the engine tells them, with what is not given as in `docker run IMAGE`. */
export function fakeContainers(...containers: FakeContainer[]): Record<string, unknown> {
  const details = containers.map(({ name, image = 'busybox', state = {}, config = {}, host = {}, ...rest }) => ({
    ...{ Id: `id-${name}`, Name: `/${name}`, Image: `sha256:${image}`, Path: 'sh', Args: [], Mounts: [] },
    State: { Status: 'running', Pid: 42, ExitCode: 0, OOMKilled: false, ...state },
    Config: { Image: image, User: '', Env: [], Labels: {}, ...config },
    HostConfig: { Memory: 0, NanoCpus: 0, PidsLimit: null, RestartPolicy: { Name: 'no' }, ...host },
    NetworkSettings: { Ports: {}, Networks: { bridge: {} } },
    ...rest,
  }));
  return {
    '/containers/json?all=1': details.map(({ Id }) => ({ Id })),
    ...Object.fromEntries(
      details.flatMap((one) => [one.Id, one.Name.slice(1)].map((key) => [`/containers/${key}/json`, one])),
    ),
  };
}

interface FakeContainer {
  readonly name: string;
  readonly image?: string;
  readonly state?: object;
  readonly config?: object;
  readonly host?: object;
  readonly Mounts?: readonly object[];
  readonly NetworkSettings?: object;
}
