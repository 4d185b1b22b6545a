import { SlipwayError } from '../../errors.ts';
import type { CommittedLayer, ContainerDefaults, Digest, Image, Images } from '../images/types.ts';

/** Images by name, with one layer each, for tests of the engine. */
export class FakeImages implements Images {
  private readonly images: Image[] = [];
  users: (imageId: Digest) => readonly { containerId: string; running: boolean }[] = () => [];

  add(name: string, config: ContainerDefaults): Image {
    const hex = (seed: number) => (seed + 1).toString(16).padStart(2, '0').repeat(32);
    const id: Digest = `sha256:${hex(this.images.length)}`;
    const layer: Digest = `sha256:${hex(this.images.length + 100)}`;
    const image: Image = {
      id,
      config: { architecture: '386', os: 'linux', config, rootfs: { type: 'layers', diff_ids: [layer] } },
      configBytes: new Uint8Array(),
      repoTags: [name],
      repoDigests: [],
      sizeBytes: 1_000_000,
      layers: [layer],
    };
    this.images.push(image);
    return image;
  }

  resolve(reference: string): Image {
    const name = /[:@]/.test(reference) ? reference : `${reference}:latest`;
    const image = this.images.find(({ id, repoTags }) => id === reference || repoTags.includes(name));
    if (!image) throw new SlipwayError('not-found', `No such image: ${name}`);
    return image;
  }

  list(): readonly Image[] {
    return this.images;
  }

  /** Each image is its one layer. */
  layerSizeBytes(diffId: Digest): number {
    return this.images.find(({ layers }) => layers.includes(diffId))?.sizeBytes ?? 0;
  }

  ofContainer(id: Digest | ''): Image {
    return this.resolve(id);
  }

  async released(): Promise<void> {}

  async mount(image: Image): Promise<readonly string[]> {
    return image.layers.map((layer) => layer.slice('sha256:'.length)).reverse();
  }

  create(): Promise<Image> {
    throw new Error('tests of images use an ImageStore');
  }

  commitLayer(): Promise<CommittedLayer> {
    throw new Error('tests of images use an ImageStore');
  }

  hold(): () => void {
    return () => {};
  }

  setUsers(users: FakeImages['users']): void {
    this.users = users;
  }
}
