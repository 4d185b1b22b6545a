import { SlipwayError } from '../../../errors.ts';
import { MACHINE_PLATFORM, parseConfig } from '../manifest.ts';
import { parseReference } from '../reference.ts';
import type { ArchivedImage } from './load.ts';
import type { Member, Members } from './members.ts';

interface ManifestItem {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[] | null;
}

/** What manifest.json names (moby: image/tarexport). Errors 'corrupt' in dockerd's words. */
export function dockerImages(members: Members): ArchivedImage[] {
  return parseItems(members.open('manifest.json')).map(({ Config, RepoTags, Layers }) => {
    const configBytes = textBytes(members.open(Config), Config);
    const { os, rootfs } = parseConfig(configBytes);
    checkSystem(os);
    const paths = Layers ?? [];
    if (paths.length !== rootfs.diff_ids.length) {
      throw new SlipwayError(
        'corrupt',
        `invalid manifest, layers length mismatch: expected ${paths.length}, got ${rootfs.diff_ids.length}`,
      );
    }
    const layers = rootfs.diff_ids.map((diffId, index) => ({ diffId, member: members.open(paths[index]!) }));
    const names = (RepoTags ?? []).map((tag) => {
      const name = parseReference(tag);
      if (name.tag === undefined) throw new SlipwayError('corrupt', `invalid tag ${JSON.stringify(tag)}`);
      return name;
    });
    return { configBytes, layers, names };
  });
}

/** Error as dockerd's for an image of another operating system. */
export function checkSystem(os: string): void {
  if (os === '' || os === MACHINE_PLATFORM.os) return;
  throw new SlipwayError('corrupt', `cannot load ${os} image on ${MACHINE_PLATFORM.os}`);
}

/** Configs and manifests are small; what is not is none. */
export function textBytes({ bytes }: Member, path: string): Uint8Array {
  if (bytes) return bytes;
  throw new SlipwayError('corrupt', `${path} is too large`);
}

export function parseJson(member: Member, path: string): unknown {
  const text = new TextDecoder().decode(textBytes(member, path));
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Go's words for a text that ends early.
    const reason = closes(text) ? `invalid ${path}: ${(cause as Error).message}` : 'unexpected EOF';
    throw new SlipwayError('corrupt', reason, { cause });
  }
}

function closes(text: string): boolean {
  return /[\]}]\s*$/.test(text);
}

function parseItems(member: Member): ManifestItem[] {
  const value = parseJson(member, 'manifest.json');
  const isStrings = (list: unknown) =>
    list === null || list === undefined || (Array.isArray(list) && list.every((each) => typeof each === 'string'));
  const isItem = (item: unknown): item is ManifestItem => {
    const { Config, RepoTags, Layers } = (item ?? {}) as Partial<ManifestItem>;
    return typeof Config === 'string' && isStrings(RepoTags) && isStrings(Layers);
  };
  if (!Array.isArray(value) || !value.every(isItem)) {
    throw new SlipwayError('corrupt', 'invalid manifest: manifest.json is no list of images');
  }
  return value;
}
