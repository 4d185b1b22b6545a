import { z } from 'zod';
import { kind } from '../kind.ts';
import { get, type LessonMachine } from '../machine.ts';
import type { Messages } from '../messages/messages.ts';
import { byteSize, matches, pattern } from '../patterns.ts';

const schema = z
  .strictObject({
    name: z.string().optional(),
    /** Images that no name leads to; with `absent`, there are none. */
    dangling: z.literal(true).optional(),
    absent: z.literal(true).optional(),
    command: z.array(z.string()).optional(),
    entrypoint: z.array(z.string()).optional(),
    workdir: z.string().optional(),
    user: z.string().optional(),
    env: z.record(z.string(), z.string()).optional(),
    labels: z.record(z.string(), z.string()).optional(),
    /** '80/tcp' */
    exposes: z.string().optional(),
    volume: z.string().optional(),
    /** Found in the command of its HEALTHCHECK. */
    healthcheck: pattern.optional(),
    layersAtMost: z.number().int().positive().optional(),
    sizeAtMost: byteSize.optional(),
    /** Its layers begin with those of this image. */
    base: z.string().optional(),
    /** Found in what created one of its layers (`docker history --no-trunc`). */
    history: pattern.optional(),
  })
  .refine(({ name, dangling }) => (name === undefined) !== (dangling === undefined), 'one of name and dangling');

type Wanted = z.infer<typeof schema>;

/** GET /images/{name}/json, as far as checks look. */
interface ImageDetails {
  readonly Size: number;
  readonly Config: {
    readonly Cmd: readonly string[] | null;
    readonly Entrypoint: readonly string[] | null;
    readonly WorkingDir: string;
    readonly User: string;
    readonly Env: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>> | null;
    readonly ExposedPorts?: Readonly<Record<string, object>> | null;
    readonly Volumes?: Readonly<Record<string, object>> | null;
    /** Test: ['CMD-SHELL', line], ['CMD', ...words] or ['NONE'] */
    readonly Healthcheck?: { readonly Test?: readonly string[] | null } | null;
  };
  readonly RootFS: { readonly Layers: readonly string[] };
}

export const image = kind({
  schema,
  async look(wanted, machine, say) {
    if (wanted.dangling) return lookForDangling(wanted, machine, say);
    const name = wanted.name!;
    const found = await inspect(machine, name);
    if (wanted.absent) return found === undefined ? undefined : say.imageThere(name);
    if (found === undefined) return say.noImage(name);
    return (
      fieldFault(name, found, wanted, say) ??
      sizeFault(name, found, wanted, say) ??
      (await baseFault(name, found, wanted, machine, say)) ??
      (await historyFault(name, wanted, machine, say))
    );
  },
});

const inspect = (machine: LessonMachine, name: string) => get<ImageDetails>(machine, `/images/${name}/json`);

async function lookForDangling(wanted: Wanted, machine: LessonMachine, say: Messages): Promise<string | undefined> {
  const filters = encodeURIComponent(JSON.stringify({ dangling: ['true'] }));
  const { length } = (await get<object[]>(machine, `/images/json?filters=${filters}`)) ?? [];
  if (wanted.absent) return length === 0 ? undefined : say.danglingImages(length);
  return length > 0 ? undefined : say.noDanglingImage;
}

function fieldFault(name: string, { Config }: ImageDetails, wanted: Wanted, say: Messages): string | undefined {
  const list = (words: readonly string[] | null | undefined) => JSON.stringify(words ?? []);
  const word = (text: string) => (text === '' ? say.nothing : text);
  /** Dockerfile's word for it, what is, what should be. */
  const fields: [string, string, string | undefined][] = [
    ['CMD', list(Config.Cmd), wanted.command && list(wanted.command)],
    ['ENTRYPOINT', list(Config.Entrypoint), wanted.entrypoint && list(wanted.entrypoint)],
    ['WORKDIR', word(Config.WorkingDir), wanted.workdir],
    ['USER', word(Config.User), wanted.user],
    ...Object.entries(wanted.env ?? {}).map(([key, value]): [string, string, string] => {
      const found = Config.Env?.find((line) => line.startsWith(`${key}=`));
      return [`ENV ${key}`, word(found?.slice(key.length + 1) ?? ''), value];
    }),
    ...Object.entries(wanted.labels ?? {}).map(([key, value]): [string, string, string] => [
      `LABEL ${key}`,
      word(Config.Labels?.[key] ?? ''),
      value,
    ]),
    ['EXPOSE', among(Config.ExposedPorts, wanted.exposes, say), wanted.exposes],
    ['VOLUME', among(Config.Volumes, wanted.volume, say), wanted.volume],
  ];
  const fault = fields.find(([, is, should]) => should !== undefined && is !== should);
  if (fault !== undefined) return say.imageField(name, fault[0], fault[1], fault[2]!);
  const test = Config.Healthcheck?.Test?.slice(1).join(' ') ?? '';
  if (wanted.healthcheck === undefined || matches(wanted.healthcheck, test)) return undefined;
  return say.imageField(name, 'HEALTHCHECK', word(test), `/${wanted.healthcheck}/`);
}

/** The wanted one when it is among them; else all of them. */
function among(all: Readonly<Record<string, object>> | null | undefined, wanted: string | undefined, say: Messages) {
  const keys = Object.keys(all ?? {});
  if (wanted !== undefined && keys.includes(wanted)) return wanted;
  return keys.length === 0 ? say.nothing : keys.join(' ');
}

function sizeFault(name: string, { Size, RootFS }: ImageDetails, wanted: Wanted, say: Messages): string | undefined {
  const layers = RootFS.Layers.length;
  if (wanted.layersAtMost !== undefined && layers > wanted.layersAtMost) {
    return say.imageLayers(name, layers, wanted.layersAtMost);
  }
  if (wanted.sizeAtMost === undefined || Size <= wanted.sizeAtMost) return undefined;
  return say.imageSize(name, megabytes(Size), megabytes(wanted.sizeAtMost));
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

async function baseFault(
  name: string,
  { RootFS }: ImageDetails,
  wanted: Wanted,
  machine: LessonMachine,
  say: Messages,
): Promise<string | undefined> {
  if (wanted.base === undefined) return undefined;
  const base = await inspect(machine, wanted.base);
  const isBase = base?.RootFS.Layers.every((layer, index) => RootFS.Layers[index] === layer) ?? false;
  return isBase ? undefined : say.imageBase(name, wanted.base);
}

async function historyFault(
  name: string,
  wanted: Wanted,
  machine: LessonMachine,
  say: Messages,
): Promise<string | undefined> {
  const { history } = wanted;
  if (history === undefined) return undefined;
  const steps = (await get<{ CreatedBy: string }[]>(machine, `/images/${name}/history`)) ?? [];
  return steps.some(({ CreatedBy }) => matches(history, CreatedBy))
    ? undefined
    : say.imageHistory(name, `/${history}/`);
}
