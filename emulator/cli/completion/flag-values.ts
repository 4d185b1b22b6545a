import { composeFlags } from './compose.ts';
import { Directive, type Completion } from './completion.ts';
import { containers, contexts, files, networks, nothing, objects, plugins, volumes, words } from './objects.ts';

const platforms = ['linux/386', 'linux/amd64', 'linux/arm/v7', 'linux/arm64', 'linux/riscv64'];
const capabilities =
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
  'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
  'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE';
const signals =
  'ABRT ALRM BUS CHLD CONT FPE HUP ILL INT IO KILL PIPE PROF PWR QUIT SEGV STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ';
const limits = 'as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio sigpending stack';

/** 'a=' and 'b=': names of settings, each to be followed by its value. */
const settings =
  (names: string): Completion =>
  () => ({ candidates: names.split(' ').map((name) => `${name}=`), directive: Directive.noSpace | Directive.noFiles });

const capability = words('ALL', ...capabilities.split(' ').map((name) => `CAP_${name}`));

/** 'container:' and, once that is typed, the names; before it the words. */
const namespace =
  (...choices: readonly string[]): Completion =>
  async ({ cli, word }) =>
    word.startsWith('container:')
      ? {
          candidates: (await containers('running')(cli)).map((name) => `container:${name}`),
          directive: Directive.noFiles,
        }
      : { candidates: ['container:', ...choices], directive: Directive.noSpace | Directive.noFiles };

/** 'status=' and, once that is typed, its values. */
const filter =
  (values: Readonly<Record<string, Completion>>): Completion =>
  async (request) => {
    const at = request.word.indexOf('=');
    const name = request.word.slice(0, Math.max(at, 0));
    if (at < 0) return settings(Object.keys(values).join(' '))(request);
    const { candidates } = await (values[name] ?? nothing)({ ...request, word: request.word.slice(at + 1) });
    const value = (one: (typeof candidates)[number]): string => (typeof one === 'string' ? one : one.value);
    return { candidates: candidates.map((one) => `${name}=${value(one)}`), directive: Directive.noFiles };
  };

const events =
  'attach commit connect copy create destroy detach die disconnect exec_create exec_detach exec_die exec_start export ' +
  'health_status kill load mount oom pause prune pull push remove rename resize restart save start stop tag top ' +
  'unmount unpause untag update';
const anyContainer = objects(containers());
const trueOrFalse = words('true', 'false');
const formats = words('json', 'table');

const restart = words('no', 'always', 'on-failure', 'unless-stopped');
const log = objects((cli) => plugins('Log', cli));
const runFlags: Readonly<Record<string, Completion>> = {
  attach: words('stderr', 'stdin', 'stdout'),
  'cap-add': capability,
  'cap-drop': capability,
  cgroupns: words('host', 'private'),
  cidfile: files,
  'env-file': files,
  env: ({ cli }) => ({ candidates: Object.keys(cli.io.environment).sort(), directive: Directive.noFiles }),
  ipc: namespace('host', 'none', 'private', 'shareable'),
  link: async ({ cli }) => ({
    candidates: (await containers()(cli)).map((name) => `${name}:`),
    directive: Directive.noSpace | Directive.noFiles,
  }),
  'log-driver': log,
  'log-opt': settings('labels env max-file max-size'),
  mount: words('type=bind', 'type=tmpfs', 'type=volume'),
  network: async (request) =>
    request.word.startsWith('container:') ? namespace()(request) : objects(networks)(request),
  pid: namespace('host'),
  platform: words(...platforms),
  pull: words('always', 'missing', 'never'),
  restart,
  'security-opt': words('apparmor=', 'label=', 'no-new-privileges', 'seccomp=', 'systempaths=unconfined'),
  'stop-signal': words(...signals.split(' ')),
  'storage-opt': settings('size'),
  ulimit: settings(limits),
  userns: words('host'),
  uts: words('host'),
  volume: async ({ cli, word }) =>
    /[:/.]/.test(word)
      ? { candidates: [], directive: Directive.default }
      : { candidates: (await volumes(cli)).map((name) => `${name}:`), directive: Directive.noSpace },
  'volume-driver': objects((cli) => plugins('Volume', cli)),
  'volumes-from': anyContainer,
};

const execFlags = { env: runFlags['env'] ?? nothing, 'env-file': files };
const signal = { signal: runFlags['stop-signal'] ?? nothing };

/** By a command's words, then by a flag's name. Flags that take a value and are not here complete nothing. */
const tables: Readonly<Record<string, Readonly<Record<string, Completion>>>> = {
  ...composeFlags,
  '': { context: objects(contexts), config: files, 'log-level': words('debug', 'info', 'warn', 'error', 'fatal') },
  'container create': runFlags,
  'container exec': execFlags,
  'container kill': signal,
  'container ls': {
    format: formats,
    filter: filter({
      ancestor: nothing,
      before: anyContainer,
      exited: nothing,
      expose: nothing,
      health: words('healthy', 'none', 'starting', 'unhealthy'),
      id: nothing,
      label: nothing,
      name: anyContainer,
      network: objects(networks),
      publish: nothing,
      since: anyContainer,
      status: words('created', 'dead', 'exited', 'paused', 'removing', 'restarting', 'running'),
      volume: objects(volumes),
    }),
  },
  'container restart': signal,
  'container run': runFlags,
  'container stop': signal,
  'container update': { restart },
  'context create': { from: objects(contexts) },
  'image ls': {
    format: formats,
    filter: filter({ before: nothing, dangling: trueOrFalse, label: nothing, reference: nothing, since: nothing }),
  },
  'image pull': { platform: words(...platforms) },
  'image save': { output: files },
  'image load': { input: files },
  'image build': { file: files, platform: words(...platforms), iidfile: files },
  'container export': { output: files },
  inspect: { type: words('container', 'image', 'network', 'volume') },
  'network create': { driver: words('bridge'), 'ipam-driver': words('default') },
  'network connect': {},
  'network ls': {
    format: formats,
    filter: filter({
      driver: words('bridge', 'host', 'null'),
      id: nothing,
      label: nothing,
      name: objects(networks),
      scope: words('local'),
      type: words('builtin', 'custom'),
    }),
  },
  'system events': {
    filter: filter({
      container: anyContainer,
      event: words(...events.split(' ')),
      image: nothing,
      label: nothing,
      network: objects(networks),
      type: words('container', 'daemon', 'image', 'network', 'volume'),
      volume: objects(volumes),
    }),
  },
  'volume create': { driver: objects((cli) => plugins('Volume', cli)) },
  'volume ls': {
    format: formats,
    filter: filter({ dangling: trueOrFalse, driver: words('local'), label: nothing, name: objects(volumes) }),
  },
};

/** What the value of flag `name` of a command can be. */
export function flagValueCompletion(command: string, name: string): Completion {
  return tables[command]?.[name] ?? nothing;
}
