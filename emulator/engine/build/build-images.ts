import type { ErofsReader } from '../../disks/erofs-reader.ts';
import type { PullRequest } from '../images/pull.ts';
import type { NamedReference } from '../images/reference.ts';
import type { Digest, Image, Images } from '../images/types.ts';

/** The image store as the builder uses it (`images/image-store.ts`). */
export interface BuildImages extends Images {
  /** By name, ID or its unique beginning. */
  find(reference: string): Image | undefined;
  /** `docker pull`. */
  pull(request: PullRequest): Promise<void>;
  /** `docker tag`. Errors 'invalid'. */
  tag(image: Image, reference: NamedReference): void;
  /** Removes an image that nobody uses, and its layers unless something else has them or holds them. */
  forget(id: Digest): Promise<readonly Digest[]>;
  readonly layers: {
    has(diffId: Digest): boolean;
    /** Sum of the sizes of its files. */
    sizeBytes(diffId: Digest): number;
    /** Reads what is in it. Error 'not-found'. */
    reader(diffId: Digest): Promise<ErofsReader>;
  };
}
