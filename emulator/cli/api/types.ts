/** The parts of the Engine API's answers that the CLI reads (https://docs.docker.com/reference/api/engine/). */

export type Labels = Readonly<Record<string, string>> | null;

export interface PortSummary {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

export interface ContainerSummary {
  readonly Id: string;
  readonly Names: readonly string[] | null;
  readonly Image: string;
  readonly ImageID: string;
  readonly Command: string;
  /** Unix seconds. */
  readonly Created: number;
  readonly Ports: readonly PortSummary[] | null;
  readonly SizeRw?: number;
  readonly SizeRootFs?: number;
  readonly Labels: Labels;
  readonly State: string;
  readonly Status: string;
  readonly NetworkSettings?: { readonly Networks: Readonly<Record<string, unknown>> | null } | null;
  readonly Mounts?: readonly { readonly Name?: string; readonly Source?: string; readonly Driver?: string }[] | null;
}

export interface ImageSummary {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly RepoDigests: readonly string[] | null;
  readonly Created: number;
  readonly Size: number;
  readonly SharedSize: number;
  readonly Containers: number;
}

export interface ImageHistoryItem {
  readonly Id: string;
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Size: number;
  readonly Comment: string;
}

export interface ContainerDetails {
  readonly Id: string;
  readonly State: { readonly Running: boolean; readonly Paused: boolean; readonly Restarting: boolean };
  readonly Config: { readonly Tty: boolean; readonly OpenStdin: boolean };
  readonly HostConfig: { readonly AutoRemove: boolean };
  readonly NetworkSettings?: {
    readonly Ports?: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[] | null>> | null;
  };
}

export interface NetworkSummary {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Scope: string;
  readonly Internal: boolean;
  readonly EnableIPv4?: boolean;
  readonly EnableIPv6: boolean;
  readonly Ingress?: boolean;
  readonly Labels: Labels;
  readonly Created: string;
}

export interface VolumeSummary {
  readonly Name: string;
  readonly Driver: string;
  readonly Mountpoint: string;
  readonly Scope: string;
  readonly Labels: Labels;
  readonly UsageData?: { readonly Size: number; readonly RefCount: number } | null;
}

export interface BuildCacheRecord {
  readonly ID: string;
  readonly Type: string;
  readonly Description: string;
  readonly InUse: boolean;
  readonly Shared: boolean;
  readonly Size: number;
  readonly CreatedAt: string;
  readonly LastUsedAt?: string | null;
  readonly UsageCount: number;
}

export interface DiskUsage {
  readonly LayersSize: number;
  readonly Images: readonly ImageSummary[] | null;
  readonly Containers: readonly ContainerSummary[] | null;
  readonly Volumes: readonly VolumeSummary[] | null;
  readonly BuildCache: readonly BuildCacheRecord[] | null;
}

export interface WaitResult {
  readonly StatusCode: number;
  readonly Error?: { readonly Message: string } | null;
}
