import type { NamedReference } from './reference.ts';

/** 'sha256:' and 64 hex digits. */
export type Digest = `sha256:${string}`;

/** An image in the local store. Its ID is the digest of its config, as in Docker. */
export interface Image {
  readonly id: Digest;
  readonly config: ImageConfig;
  /** The config's bytes as pulled or built: what `id` is the digest of. */
  readonly configBytes: Uint8Array;
  /** 'nginx:latest' (familiar form), in the order they were given. */
  readonly repoTags: readonly string[];
  /** 'nginx@sha256:…' */
  readonly repoDigests: readonly string[];
  /** Sum of the layers' unpacked sizes, as `docker images` shows. */
  readonly sizeBytes: number;
  /** Diff IDs, the base first: names of layers in the LayerStore. */
  readonly layers: readonly Digest[];
  /** The image it was made from here, by a commit or a step of a build; undefined for what was pulled or loaded. */
  readonly parent?: Digest;
}

/** What `Images.create` makes an image of. */
export interface ImageCreation {
  /** Its own bytes, when it came from elsewhere. All layers must be in the store. */
  readonly config: ImageConfig | Uint8Array;
  readonly names?: readonly NamedReference[];
  readonly parent?: Digest;
  /** Blobs of the content store that belong to it beyond those of its layers: its manifest. */
  readonly blobs?: readonly Digest[];
  /** The manifest it came with, one of `blobs`. */
  readonly manifest?: Digest;
}

/** A layer made here. */
export interface CommittedLayer {
  readonly diffId: Digest;
  /** Sum of the sizes of its files, as Docker counts a layer. */
  readonly sizeBytes: number;
  /** Call it when an image has the layer, or none will: until then nothing removes it. Idempotent. */
  release(): void;
}

/** application/vnd.oci.image.config.v1+json; the fields Docker adds are in `config`. */
export interface ImageConfig {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly created?: string;
  readonly author?: string;
  readonly config?: ContainerDefaults;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly Digest[] };
  readonly history?: readonly {
    readonly created?: string;
    readonly created_by?: string;
    readonly author?: string;
    readonly comment?: string;
    readonly empty_layer?: boolean;
  }[];
}

export interface ContainerDefaults {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Volumes?: Readonly<Record<string, object>> | null;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
  readonly Healthcheck?: object;
  readonly OnBuild?: readonly string[] | null;
}

/** The images, as the rest of the engine uses them (`image-store.ts`). */
export interface Images {
  /** By name[:tag], name@digest, ID or unique ID prefix. Error 'not-found': "No such image: NAME:TAG". */
  resolve(reference: string): Image;
  list(): readonly Image[];
  /** Unpacked. */
  layerSizeBytes(diffId: Digest): number;
  /**
   * The image a container was made of, although it may have been removed by force; of '', one without layers and
   * config. Error 'not-found'.
   */
  ofContainer(id: Digest | ''): Image;
  /** A container that was made of it is gone: one that was removed by force goes for good with the last of them. */
  released(id: Digest): Promise<void>;
  /**
   * Makes the image's layers part of the running guest's disk and mounts them; returns the layer ids for
   * ContainerStart.layers, the topmost first. Idempotent and cheap when done before.
   */
  mount(image: Image): Promise<readonly string[]>;
  /** The engine tells which images containers use, so that rmi can refuse: returns [containerId, running] of users. */
  setUsers(users: (imageId: Digest) => readonly { containerId: string; running: boolean }[]): void;
  /**
   * Makes an image of a config and of layers that are here; one that is there already gets the names. Its ID is the
   * digest of the config's bytes, which are the same for the same config. Errors: 'not-found' for a missing layer,
   * 'corrupt', 'invalid' for a name that is none.
   */
  create(creation: ImageCreation): Promise<Image>;
  /**
   * Keeps what an uncompressed layer archive holds, so that the archive can be had again. Errors: 'corrupt',
   * 'storage-full', and the stream's own; nothing is left then.
   */
  commitLayer(tar: ReadableStream<Uint8Array>): Promise<CommittedLayer>;
  /** Keeps these layers (diff IDs) although no image may have them, until the returned function is called. */
  hold(layers: readonly Digest[]): () => void;
}
