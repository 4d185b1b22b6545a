import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import type { Image } from '../images/types.ts';
import { isDirectory, LAYERS_FOLDER, resolveLayered } from './layered-files.ts';

/**
 * $1 folder in the image · $2 folder of the volume · $3 scratch folder · $4 layers, the topmost first.
 * overlayfs needs two lower directories at least; a single layer is read where it is. What every container has in
 * /etc besides (bundle.c) is copied too.
 */
const SCRIPT = `set -e
cd ${LAYERS_FOLDER}
case "$4" in
  *:*)
    mkdir -p "$3"
    trap 'umount "$3"; rmdir "$3"' EXIT
    mount -t overlay -o "ro,lowerdir=$4" overlay "$3"
    root=$3 ;;
  *) root=${LAYERS_FOLDER}/$4 ;;
esac
cp -a "$root$1/." "$2/"
chown "$(stat -c %u:%g "$root$1")" "$2"
chmod "$(stat -c %a "$root$1")" "$2"
[ "$1" != /etc ] || [ -L "$2/mtab" ] || [ -e "$2/mtab" ] || ln -s /proc/mounts "$2/mtab"`;

/** A new or empty volume begins with what the image has at the mount's destination (`docker run --help`: VOLUME, nocopy). */
export async function copyUp(
  context: EngineContext,
  image: Image,
  destination: string,
  volumeFolder: string,
  isNew: boolean,
): Promise<void> {
  const { guest } = context;
  if (!isNew && (await guest.files.list(volumeFolder)).length > 0) return;
  const layers = await context.images.mount(image);
  const folders = layers.map((layer) => `${LAYERS_FOLDER}/${layer}`);
  const source = await resolveLayered(guest.files, folders, destination);
  if (!source || !isDirectory(source.status)) return;
  const scratch = `/run/slipway/copy-up/${volumeFolder.split('/').at(-2)}`;
  const child = await guest.spawn({
    argv: ['sh', '-c', SCRIPT, 'copy-up', source.path, volumeFolder, scratch, layers.join(':')],
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    cwd: '/',
    terminal: undefined,
  });
  await child.stdin.close().catch(() => {});
  const [errors, , exit] = await Promise.all([text(child.stderr), text(child.stdout), child.exit]);
  if (exit.code !== 0) {
    throw new SlipwayError('internal', `copying the image's ${destination} to a volume: ${errors.trim()}`);
  }
}

async function text(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}
