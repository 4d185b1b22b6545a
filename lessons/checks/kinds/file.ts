import { z } from 'zod';
import { kind } from '../kind.ts';
import type { LessonMachine } from '../machine.ts';
import { missingIn, textFields } from '../patterns.ts';

const schema = z
  .strictObject({
    /** In the machine from /workspace on, in a container from its root, in a volume from its top. */
    path: z.string().min(1),
    /** Running or not. */
    container: z.string().optional(),
    volume: z.string().optional(),
    absent: z.literal(true).optional(),
    executable: z.literal(true).optional(),
    ...textFields,
  })
  .refine(({ container, volume }) => container === undefined || volume === undefined, 'container or volume, not both');

/** The first megabyte is looked at. */
export const file = kind({
  schema,
  async look(wanted, machine, say) {
    const { path, container, volume } = wanted;
    const where =
      container !== undefined ? say.inContainer(container) : volume !== undefined ? say.inVolume(volume) : undefined;
    const found = await read(wanted, machine);
    if (wanted.absent) return found === undefined ? undefined : say.fileThere(path, where);
    if (found === undefined) return say.noFile(path, where);
    if (wanted.executable && !found.isExecutable) return say.fileNotExecutable(path);
    const missing = missingIn(found.text, wanted);
    return missing && say.fileWithout(path, missing);
  },
});

interface FoundFile {
  readonly text: string;
  readonly isExecutable: boolean;
}

const IN_MACHINE = '[ -e "$1" ] || exit 1; [ -x "$1" ] && echo x || echo -; [ -f "$1" ] && cat "$1"; exit 0';
/** Out of the archive that Docker gives of it, which needs no program in the container. */
const IN_CONTAINER = `d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; docker cp -L "$2:$1" "$d/file" >/dev/null 2>&1 || exit 1; set -- "$d/file"; ${IN_MACHINE}`;

async function read(
  { path, container, volume }: z.infer<typeof schema>,
  machine: LessonMachine,
): Promise<FoundFile | undefined> {
  const argv =
    container !== undefined
      ? [IN_CONTAINER, 'sh', path, container]
      : [IN_MACHINE, 'sh', volume === undefined ? path : `/var/lib/docker/volumes/${volume}/_data/${path}`];
  const { code, stdout } = await machine.runCommand(['sh', '-c', ...argv]);
  if (code !== 0) return undefined;
  return { text: stdout.slice(2), isExecutable: stdout.startsWith('x') };
}
