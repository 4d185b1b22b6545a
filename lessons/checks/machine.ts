import type { SandboxClient, WorkspaceFiles } from '../../emulator/browser/sandbox-client.ts';

/** What checks look at: the engine through its API, and the guest itself for what no API tells. */
export type LessonMachine = Pick<SandboxClient, 'api' | 'runCommand'>;

/** What lessons also write to: the workspace. */
export type PlayedMachine = LessonMachine & {
  readonly files: Pick<WorkspaceFiles, 'list' | 'makeDirectory' | 'write'>;
};

/** The body of an answer; undefined for 404. Rejects with what the engine said otherwise. */
export async function get<T>(machine: LessonMachine, path: string): Promise<T | undefined> {
  const { status, body } = await machine.api({ method: 'GET', path });
  if (status === 404) return undefined;
  if (status >= 400) throw new Error(`the engine answered ${status} to ${path}: ${JSON.stringify(body)}`);
  return body as T;
}

/** A container as GET /containers/{id}/json tells it, as far as checks look. */
export interface ContainerDetails {
  readonly Id: string;
  /** With a slash before it. */
  readonly Name: string;
  /** The image's ID. */
  readonly Image: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: {
    readonly Status: string;
    readonly Pid: number;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Health?: { readonly Status: string };
  };
  readonly RestartCount: number;
  readonly Config: {
    readonly Image: string;
    readonly User: string;
    readonly Env: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>> | null;
  };
  readonly HostConfig: {
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number | null;
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly AutoRemove: boolean;
    readonly NetworkMode: string;
    readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>>;
    readonly Networks: Readonly<
      Record<string, { readonly IPAddress: string; readonly Aliases: readonly string[] | null }>
    >;
  };
}

export function container(machine: LessonMachine, name: string): Promise<ContainerDetails | undefined> {
  return get(machine, `/containers/${encodeURIComponent(name)}/json`);
}

/** All of them, the newest first. One that goes away meanwhile is left out. */
export async function containers(machine: LessonMachine): Promise<ContainerDetails[]> {
  const listed = (await get<{ Id: string }[]>(machine, '/containers/json?all=1')) ?? [];
  const found = await Promise.all(listed.map(({ Id }) => container(machine, Id)));
  return found.filter((details) => details !== undefined);
}

/** Its process in the guest; undefined when there is no such container or it does not run. */
export async function processId(machine: LessonMachine, name: string): Promise<number | undefined> {
  const pid = (await container(machine, name))?.State.Pid ?? 0;
  return pid === 0 ? undefined : pid;
}
