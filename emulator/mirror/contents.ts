/** What `catalogue/mirror/contents.json` says, written with the archives: what of each the sandbox has. */
export type MirrorContents = readonly ArchiveContents[];

export interface ArchiveContents {
  /** 'deb.debian.org' */
  readonly host: string;
  /** What somebody chose, in the order of the names; each is installed by this name. */
  readonly chosen: readonly { readonly name: string; readonly version: string }[];
  /** How many packages are there besides, because the chosen ones need them. */
  readonly needed: number;
}
