import { z } from 'zod';
import { kind } from '../kind.ts';
import { containers, get, type ContainerDetails, type LessonMachine } from '../machine.ts';
import type { Messages } from '../messages/messages.ts';
import { byteSize, fullImageName, matches, pattern } from '../patterns.ts';

const schema = z.strictObject({
  name: z.string().optional(),
  /** As given to run, or the ID of the image it was made from. */
  image: z.string().optional(),
  /** No such container: none that fits the rest of the condition. */
  absent: z.literal(true).optional(),
  /** So many containers fit the rest. */
  count: z.number().int().positive().optional(),
  state: z.enum(['created', 'running', 'paused', 'restarting', 'exited', 'dead']).optional(),
  exitCode: z.number().int().min(0).max(255).optional(),
  health: z.enum(['starting', 'healthy', 'unhealthy']).optional(),
  oomKilled: z.boolean().optional(),
  /** Found in the program and its arguments, a space between them. */
  command: pattern.optional(),
  user: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  /** '8080:80' or '127.0.0.1:8080:80', as in `docker run -p`; without an address, at any. */
  publishes: z
    .string()
    .regex(/^(\d+(\.\d+){3}:)?\d+:\d+(\/(tcp|udp))?$/, '[ADDRESS:]PORT:CONTAINER-PORT, such as 8080:80')
    .optional(),
  network: z.string().optional(),
  memory: byteSize.optional(),
  cpus: z.number().positive().optional(),
  pids: z.number().int().positive().optional(),
  restart: z.enum(['no', 'always', 'unless-stopped', 'on-failure']).optional(),
  readOnly: z.boolean().optional(),
  autoRemove: z.boolean().optional(),
  /** A volume or a folder of the machine at a path in the container: 'data:/var/lib' or '/workspace/site:/srv'. */
  mounts: z
    .string()
    .regex(/^[^:]+:\/[^:]*$/, 'WHAT:/PATH')
    .optional(),
});

type Wanted = z.infer<typeof schema>;

/** A container that fits everything given is there (or, with `absent`, none is). */
export const container = kind({
  schema,
  async look(wanted, machine, say) {
    const images = await imageIds(wanted, machine);
    const all = await containers(machine);
    const faults = all.map((found) => ({ found, ...firstFault(found, wanted, images, say) }));
    const fitting = faults.filter(({ fault }) => fault === undefined).map(({ found }) => found);
    if (wanted.absent) {
      if (fitting.length === 0) return undefined;
      return fitting.length === 1 ? say.containerThere(nameOf(fitting[0]!)) : say.containersThere(fitting.map(nameOf));
    }
    if (wanted.count !== undefined) {
      return fitting.length === wanted.count ? undefined : say.containerCount(fitting.length, wanted.count);
    }
    if (fitting.length > 0) return undefined;
    // The one that comes nearest is the one the learner made.
    const nearest = faults.reduce<(typeof faults)[number] | undefined>(
      (best, one) => (best === undefined || one.depth > best.depth ? one : best),
      undefined,
    );
    if (nearest === undefined || nearest.depth === 0) return nobody(wanted, say);
    return nearest.fault;
  },
});

/** Of the wanted image, so that a container made from the same image by another name fits. */
async function imageIds(wanted: Wanted, machine: LessonMachine): Promise<ReadonlySet<string>> {
  if (wanted.image === undefined) return new Set();
  const image = await get<{ Id: string }>(machine, `/images/${wanted.image}/json`);
  return new Set(image === undefined ? [] : [image.Id]);
}

function nobody({ name, image }: Wanted, say: Messages): string {
  if (name !== undefined) return say.noContainerCalled(name);
  return image === undefined ? say.noContainer : say.noContainerOf(image);
}

const nameOf = ({ Name }: ContainerDetails) => Name.replace(/^\//, '');

/** What a container is like, by the wanted field: undefined when that fits. The order is that of the sentences. */
type Look = (found: ContainerDetails, say: Messages) => string | undefined;

/** Depth 0: it is another container altogether. */
function firstFault(
  found: ContainerDetails,
  wanted: Wanted,
  images: ReadonlySet<string>,
  say: Messages,
): { fault: string | undefined; depth: number } {
  if (wanted.name !== undefined && nameOf(found) !== wanted.name) return { fault: '', depth: 0 };
  const isOfImage =
    wanted.image === undefined ||
    images.has(found.Image) ||
    fullImageName(found.Config.Image) === fullImageName(wanted.image);
  if (!isOfImage && wanted.name === undefined) return { fault: '', depth: 0 };
  const looks = [
    () => (isOfImage ? undefined : say.wrong(nameOf(found), say.what.image, found.Config.Image, String(wanted.image))),
    ...looksAt(wanted),
  ];
  for (const [index, look] of looks.entries()) {
    const fault = look(found, say);
    if (fault !== undefined) return { fault, depth: index + 1 };
  }
  return { fault: undefined, depth: Infinity };
}

function looksAt(wanted: Wanted): Look[] {
  const looks: Look[] = [];
  /** A field with one value. */
  const value = <T>(
    want: T | undefined,
    what: keyof Messages['what'],
    is: (found: ContainerDetails) => T,
    show: (value: T, say: Messages, found: ContainerDetails) => string = String,
  ) => {
    if (want === undefined) return;
    looks.push((found, say) =>
      is(found) === want
        ? undefined
        : say.wrong(nameOf(found), say.what[what], show(is(found), say, found), show(want, say, found)),
    );
  };
  /** One among several. */
  const has = (what: keyof Messages['what'], want: string, is: (found: ContainerDetails) => boolean) =>
    looks.push((found, say) => (is(found) ? undefined : say.missing(nameOf(found), say.what[what], want)));
  const orNoLimit = (limit: number, say: Messages) => (limit > 0 ? String(limit) : say.noLimit);
  const onOff = (is: boolean, say: Messages) => say.yesNo(is);

  if (wanted.state !== undefined) {
    const { state } = wanted;
    looks.push(({ Name, State }, say) => {
      if (State.Status === state) return undefined;
      const is = say.state(State.Status, State.ExitCode);
      // The code of a container that has to have ended is a condition of its own.
      const should = state === 'exited' ? say.state(state, wanted.exitCode ?? 0) : say.state(state, 0);
      return say.wrong(Name.slice(1), say.what.state, is, should);
    });
  }
  value(wanted.exitCode, 'exitCode', ({ State }) => State.ExitCode);
  value(
    wanted.health,
    'health',
    ({ State }) => State.Health?.Status as Wanted['health'],
    (is, say) => is ?? say.nothing,
  );
  value(wanted.oomKilled, 'oomKilled', ({ State }) => State.OOMKilled, onOff);
  if (wanted.command !== undefined) {
    const { command } = wanted;
    const line = ({ Path, Args }: ContainerDetails) => [Path, ...Args].join(' ');
    looks.push((found, say) =>
      matches(command, line(found))
        ? undefined
        : say.wrong(nameOf(found), say.what.command, line(found), `/${command}/`),
    );
  }
  value(
    wanted.user,
    'user',
    ({ Config }) => Config.User,
    (is) => (is === '' ? 'root' : is),
  );
  value(wanted.memory, 'memory', ({ HostConfig }) => HostConfig.Memory, orNoLimit);
  value(wanted.cpus, 'cpus', ({ HostConfig }) => HostConfig.NanoCpus / 1e9, orNoLimit);
  value(wanted.pids, 'pids', ({ HostConfig }) => HostConfig.PidsLimit ?? 0, orNoLimit);
  value<string>(wanted.restart, 'restart', ({ HostConfig }) => HostConfig.RestartPolicy.Name || 'no');
  value(
    wanted.readOnly,
    'readOnly',
    ({ HostConfig }) => HostConfig.ReadonlyRootfs,
    (is, say) => say.readOnly(is),
  );
  value(wanted.autoRemove, 'autoRemove', ({ HostConfig }) => HostConfig.AutoRemove, onOff);
  for (const [name, text] of Object.entries(wanted.env ?? {})) {
    has('env', `${name}=${text}`, ({ Config }) => Config.Env?.includes(`${name}=${text}`) ?? false);
  }
  for (const [name, text] of Object.entries(wanted.labels ?? {})) {
    has('label', `${name}=${text}`, ({ Config }) => Config.Labels?.[name] === text);
  }
  if (wanted.publishes !== undefined) {
    const { publishes } = wanted;
    has('port', publishes, (found) => isPublished(found, publishes));
  }
  if (wanted.network !== undefined) {
    const { network } = wanted;
    has('network', network, ({ NetworkSettings }) => network in NetworkSettings.Networks);
  }
  if (wanted.mounts !== undefined) {
    const [what, path] = wanted.mounts.split(':') as [string, string];
    has('mount', `${path} (${what})`, ({ Mounts }) =>
      Mounts.some(({ Destination, Name, Source }) => Destination === path && (Name === what || Source === what)),
    );
  }
  return looks;
}

function isPublished({ NetworkSettings }: ContainerDetails, wanted: string): boolean {
  const [pair, protocol = 'tcp'] = wanted.split('/') as [string, string?];
  const [inside, port, address] = pair.split(':').reverse() as [string, string, string?];
  const bindings = NetworkSettings.Ports[`${inside}/${protocol}`] ?? [];
  return bindings.some(({ HostIp, HostPort }) => HostPort === port && (address ?? HostIp) === HostIp);
}
