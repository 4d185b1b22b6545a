import type { BlockDevice } from './disks/block-device.ts';
import type { Store } from './disks/store.ts';
import type { Guest } from './engine/guest.ts';
import type { PublishedPort } from './engine/networks/published-ports.ts';
import type { EngineTransport } from './engine/transport.ts';
import type { SlipwayError } from './errors.ts';
import type { GuestManifest } from './guest/assets.ts';
import type { PageFiles } from './link/guest-files.ts';
import type { Machine } from './machine/machine.ts';
import type { ByteDuplex } from './streams.ts';

/** The assembled sandbox: machine, disks, link, engine and CLI. `sandbox.ts` makes it with `startSandbox(options)`. */
export interface Sandbox {
  readonly transport: EngineTransport;
  readonly guest: Guest & { readonly files: PageFiles };
  readonly ports: SandboxPorts;
  /** The kernel was booted; false when the snapshot was restored. */
  readonly cold: boolean;
  /** Of the store: blobs, layers and the data disk. */
  usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }>;
  /** sync(2) in the guest, then the disks' files: what was written before is there after a power cut. */
  flush(): Promise<void>;
  /** Stops the machine and removes images, containers, volumes and workspace. The sandbox is over then, the store stays open. */
  reset(): Promise<void>;
  /** As at a power cut: what the guest has not written to its disk is lost. The sandbox is over then, the store stays open. */
  cutPower(): Promise<void>;
  /** Flushes and stops the machine. The sandbox is over then, the store stays open (its opener closes it). Idempotent. */
  shutdown(): Promise<void>;
}

/** The published ports of running containers, for a preview in the page and for the machine around the sandbox. */
export interface SandboxPorts {
  /** In the order in which they were published. */
  list(): readonly PublishedPort[];
  /** Calls `listener` after every change of the list, until the returned function is called. */
  watch(listener: () => void): () => void;
  /**
   * A TCP connection from within the guest; closing `writable` ends only that direction.
   *
   * @param address of the guest, 127.0.0.1 without it
   * @throws SlipwayError 'unavailable' when nobody listens there
   */
  connect(port: number, address?: string): Promise<ByteDuplex>;
}

export interface SandboxOptions {
  readonly manifest: GuestManifest;
  /** A part of the guest, with gzip undone; zstd states come as they are. 'unavailable' when it cannot be had. */
  loadPart(name: PartName): Promise<Uint8Array>;
  readonly store: Store;
  /** For the site's registry, which is docker.io. */
  readonly fetch: typeof fetch;
  /** For everything else that is not in the machine; the same without it. */
  readonly remoteFetch?: typeof fetch;
  /** For registries that are not in the machine; `remoteFetch` without it. */
  readonly registryFetch?: typeof fetch;
  /** Where `/v2/` answers: the page's origin, without a slash at the end. */
  readonly registryBaseUrl: string;
  onBoot(step: BootStep): void;
  /** After the start: the machine stopped by itself (panic, trap in the emulator) or a disk could not be written. */
  onFailure(error: SlipwayError): void;
  /** Boot the kernel instead of restoring the snapshot. */
  readonly cold: boolean;
  /** Containers that ran when the disks were left run again, and are paused again, before the sandbox is there. Default: as after a power cut. */
  readonly resumesContainers?: boolean;
  /** To be used in place of one that is restored now; the sandbox's from then on. */
  readonly spare?: SpareMachine;
}

/** A machine that was restored ahead of its start, and stands still without disks. */
export interface SpareMachine {
  /** Undefined for disks that do not fit; it is gone then. */
  take(layersDisk: BlockDevice, dataDisk: BlockDevice): Promise<Machine | undefined>;
  /** For one that was not taken. */
  discard(): Promise<void>;
}

/** Rejects as StartSandbox does. */
export type RestoreSpare = (options: Pick<SandboxOptions, 'manifest' | 'loadPart'>) => Promise<SpareMachine>;

export type PartName = keyof GuestManifest['parts'];
export type BootStep = 'restore' | 'cold-boot' | 'disk' | 'network' | 'engine';

/**
 * Rejects with SlipwayError: 'unavailable' a part could not be loaded, 'corrupt' the snapshot does not fit or could not
 * be restored (a cold boot may help), 'storage-full', 'in-use' another tab has the store.
 */
export type StartSandbox = (options: SandboxOptions) => Promise<Sandbox>;
