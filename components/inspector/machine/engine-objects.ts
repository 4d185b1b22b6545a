/** What the inspector reads of the Engine API's answers. */

/** Of GET /containers/json?all=1. */
export interface ListedContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly State: string;
  readonly Status: string;
  readonly Ports: readonly ListedPort[];
  readonly HostConfig: { readonly NetworkMode: string };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, Endpoint>> };
  readonly Mounts: readonly ListedMount[];
}

export interface ListedPort {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

export interface Endpoint {
  readonly NetworkID: string;
  readonly Gateway: string;
  /** '' while it does not run, as the others. */
  readonly IPAddress: string;
  readonly MacAddress: string;
  readonly Aliases: readonly string[] | null;
}

export interface ListedMount {
  readonly Type: string;
  readonly Name?: string;
  readonly Source: string;
  readonly Destination: string;
  readonly RW: boolean;
}

/** Of GET /containers/ID/json. */
export interface ContainerDetails {
  readonly State: {
    readonly Pid: number;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Error: string;
    readonly Health?: { readonly Status: string };
  };
  readonly RestartCount: number;
  readonly Config: { readonly Hostname: string };
}

/** Of GET /networks. */
export interface ListedNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Internal: boolean;
  readonly IPAM: { readonly Config: readonly { readonly Subnet?: string; readonly Gateway?: string }[] | null };
  readonly Options: Readonly<Record<string, string>> | null;
}

/** Of GET /volumes. */
export interface ListedVolume {
  readonly Name: string;
  readonly Driver: string;
  readonly Mountpoint: string;
  readonly Labels: Readonly<Record<string, string>> | null;
}

/** Running, paused or about to start again: it has a place in the machine. */
export function isUp({ State }: Pick<ListedContainer, 'State'>): boolean {
  return State === 'running' || State === 'paused' || State === 'restarting';
}

export function nameOf({ Id, Names }: Pick<ListedContainer, 'Id' | 'Names'>): string {
  return Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12);
}

/** The container whose network it uses, of 'container:NAME' and 'container:ID'. */
export function networkOwner<C extends ListedContainer>(container: C, all: readonly C[]): C | undefined {
  const wanted = /^container:(.+)$/.exec(container.HostConfig.NetworkMode)?.[1];
  if (wanted === undefined) return undefined;
  return all.find((each) => nameOf(each) === wanted || each.Id.startsWith(wanted));
}
