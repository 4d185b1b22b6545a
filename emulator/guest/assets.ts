/**
 * What the set-up builds for the machine, as `public/guest/manifest.json` describes it. All files lie beside the
 * manifest, named `<part>-<12 hex of the content's sha256>.<extension>`, so they can be cached for ever.
 */
export interface GuestManifest {
  /** Hash of v86's version, kernel, initrd, memory size, command line and device set: what a saved state belongs to. */
  readonly id: string;
  readonly memoryBytes: number;
  readonly commandLine: string;
  /** Virtual size of /dev/sdb; `dataDisk` is its sparse template (`disks/disk-template.ts`). */
  readonly dataDiskBytes: number;
  readonly parts: {
    readonly wasm: GuestPart;
    readonly bios: GuestPart;
    readonly kernel: GuestPart;
    readonly initrd: GuestPart;
    readonly dataDisk: GuestPart;
    /** Absent until the snapshot step ran. */
    readonly state?: GuestPart;
  };
}

export interface GuestPart {
  readonly file: string;
  /** Of the file as it is transferred. */
  readonly sizeBytes: number;
  readonly sha256: string;
  /** 'gzip': unpack with DecompressionStream before use. 'zstd' states are unpacked by v86 itself. */
  readonly encoding: 'none' | 'gzip' | 'zstd';
}
