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
}

/** The images, as the rest of the engine uses them (`image-store.ts`). */
export interface Images {
  /** By name[:tag], name@digest, ID or unique ID prefix. Error 'not-found': "No such image: NAME:TAG". */
  resolve(reference: string): Image;
  list(): readonly Image[];
  /**
   * Makes the image's layers part of the running guest's disk and mounts them; returns the layer ids for
   * ContainerStart.layers, the topmost first. Idempotent and cheap when done before.
   */
  mount(image: Image): Promise<readonly string[]>;
  /** The engine tells which images containers use, so that rmi can refuse: returns [containerId, running] of users. */
  setUsers(users: (imageId: Digest) => readonly { containerId: string; running: boolean }[]): void;
}
