import type { ContainerDefaults } from '../../engine/images/types.ts';

/**
 * How one image of the catalogue is made. A recipe's folder may also hold `files/`, copied over the root, and
 * `set-up.sh`, run inside the root after the packages are installed and the files are in place.
 */
export interface Recipe {
  /** The repository is library/<name>; also the name of the recipe's folder. */
  readonly name: string;
  /** What it is, in a line: an annotation of the manifest, which `docker search` shows. */
  readonly description: string;
  /** The recipe whose layers this one's layer goes on. */
  readonly base?: string;
  /** Debian packages installed on the base; for an image without a base see `assemble`. */
  readonly packages?: readonly string[];
  /** Debian packages whose files `assemble` takes without installing them. */
  readonly unpacks?: readonly string[];
  /** Fills the root from outside, where neither packages nor set-up.sh can. */
  readonly assemble?: (root: RootFolder) => Promise<void>;
  /** What the layer is made by, in a Dockerfile's words: its line in `docker history`. */
  readonly createdBy: string;
  readonly tags: (versionOf: VersionOf) => readonly string[];
  /** Further repositories of library/ with this image, and their tags. */
  readonly alsoAs?: Readonly<Record<string, readonly string[]>>;
  readonly config: (versionOf: VersionOf) => ContainerDefaults;
}

/** Upstream version of an installed package ('7.0.15' for '5:7.0.15-1~deb12u1'), cut to `parts` numbers when given. */
export type VersionOf = (packageName: string, parts?: number) => string;

/** The root file system in the making, and what it may be made with. */
export interface RootFolder {
  /** On this machine. */
  readonly path: string;
  /** Scratch space, removed after the build. */
  readonly workFolder: string;
  /** The recipe's own folder. */
  readonly recipeFolder: string;
  readonly apt: Apt;
  /** Of the archive inside the sandbox (`mirror/key.ts`), armored. */
  readonly archiveKey: string;
}

export interface Apt {
  /** Seconds since 1970 of the suite's release: the date of everything that is made from it. */
  readonly releaseSeconds: number;
  /** Makes a new Debian root in the folder, which must not exist yet. */
  bootstrap(root: string, packages: readonly string[]): Promise<void>;
  install(root: string, packages: readonly string[]): Promise<void>;
  /** Downloads and unpacks one package without installing it. */
  unpack(packageName: string, into: string): Promise<void>;
  /** The packages and what they need, without recommendations and without what dpkg's `statusFile` says is there. */
  closure(packages: readonly string[], statusFile: string): Promise<readonly string[]>;
  /** Each one's stanza of the archive's index, in the order of their names. */
  describe(packages: readonly string[]): Promise<readonly string[]>;
  /** Puts each one's .deb into the folder. */
  download(packages: readonly string[], into: string): Promise<void>;
  /** Of the package as it is in the suite. */
  candidateVersion(packageName: string): Promise<string>;
}
