/** A project that docker-compose 1.29 and ours must understand alike. */
export interface Scenario {
  readonly name: string;
  /** By their paths in the project's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Before the command: -f, --profile, --env-file. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Both must refuse it. */
  readonly fails?: true;
}

const FILE = 'docker-compose.yml';
const OVERRIDE = 'docker-compose.override.yml';

/** A service `app` with these attributes, and what they refer to. */
const app = (attributes: string): string =>
  `services:\n  app:\n    image: i\n    ${attributes.replaceAll('\n', '\n    ')}\n  db: {image: d}\n` +
  'networks: {front: {}, back: {driver: bridge}}\nvolumes: {data: {}, more: {}}\n';

const alone = (name: string, attributes: string): Scenario => ({ name, files: { [FILE]: app(attributes) } });

const merged = (name: string, base: string, other: string): Scenario => ({
  name: `merge: ${name}`,
  files: { [FILE]: app(base), [OVERRIDE]: `services:\n  app:\n    ${other.replaceAll('\n', '\n    ')}\n` },
});

const interpolated = (name: string, attributes: string, environment: Record<string, string> = {}): Scenario => ({
  name: `interpolation: ${name}`,
  files: { [FILE]: app(attributes) },
  environment,
});

export const scenarios: readonly Scenario[] = [
  alone('ports', 'ports: ["80", "8080:80", "127.0.0.1:53:53/udp", "3000-3002:4000-4002", {target: 90, published: 91}]'),
  alone('volumes', 'volumes: ["./src:/src:ro", "data:/data", "/anon", "more:/m:nocopy", "/etc:/e:z"]'),
  alone(
    'long volumes',
    'volumes: [{type: volume, source: data, target: /d, volume: {nocopy: true}}, {type: tmpfs, target: /t}]',
  ),
  alone('environment as a list', 'environment: [A=1, B=, "C=x=y", HOME]'),
  alone('environment as a mapping', 'environment: {A: 1, B: "", C: 1.50, D: "true", E: }'),
  alone('commands', 'command: sh -c "echo \'hi there\' && exit"\nentrypoint: [a, b c]'),
  alone(
    'health checks',
    'healthcheck: {test: curl -f x, interval: 1m30s, timeout: 500ms, retries: 3, start_period: 1h}',
  ),
  alone('sizes and durations', 'mem_limit: 512m\nshm_size: 64k\nstop_grace_period: 1m5s\nmemswap_limit: 1.5g'),
  alone(
    'deploy',
    'deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 50M}, reservations: {memory: 20M}}}',
  ),
  alone('dependencies', 'depends_on: [db]'),
  alone('dependencies with conditions', 'depends_on: {db: {condition: service_healthy}}'),
  alone('networks', 'networks: {front: {aliases: [x, y], ipv4_address: 10.0.0.2}, back: }'),
  alone('network mode', 'network_mode: host'),
  alone(
    'lists and scalars',
    'dns: 1.1.1.1\ndns_search: [a, b]\ntmpfs: /run\ncap_add: [NET_ADMIN]\nsecurity_opt: [x:y]',
  ),
  alone('labels', 'labels: {a: 1, b: "x y", c: ""}\nexpose: [80, "81"]\nextra_hosts: ["a:1.1.1.1"]'),
  alone('limits and sysctls', 'ulimits: {nproc: 5, nofile: {soft: 10, hard: 20}}\nsysctls: {net.core.somaxconn: 1024}'),
  alone(
    'odds and ends',
    'init: true\ntty: true\nstdin_open: true\nrestart: unless-stopped\nuser: "1000"\nhostname: h\nread_only: true\nlogging: {driver: none}',
  ),
  {
    name: 'build',
    files: {
      [FILE]: app('build: {context: ./dir, dockerfile: D, args: {A: 1, B: two}, target: t, labels: [x=y]}'),
      'dir/D': 'FROM scratch',
    },
  },
  {
    name: 'anchors and merge keys',
    files: {
      [FILE]:
        'x-a: &a\n  image: i\n  labels: {l: "1"}\nservices:\n  one:\n    <<: *a\n    command: x\n  two: {<<: *a, image: j}\n',
    },
  },
  merged('mappings', 'labels: {key1: value1, key2: value2}', 'labels: {key2: VALUE, key3: value3}'),
  merged('sequences', 'dns: [1.1.1.1]', 'dns: [8.8.8.8]'),
  merged('commands', 'command: ["echo", "foo"]', 'command: ["echo", "bar"]'),
  merged('volumes by target', 'volumes: ["data:/work", "/b"]', 'volumes: ["more:/work"]'),
  merged('environment', 'environment: [A=1, B=2]', 'environment: {B: 3, C: 4}'),
  merged('ports', 'ports: ["80:80"]', 'ports: ["81:81", "80:80"]'),
  merged('builds', 'build: .', 'build: {target: dev}'),
  merged('health checks', 'healthcheck: {test: a, retries: 3}', 'healthcheck: {test: b}'),
  merged('networks', 'networks: [front]', 'networks: {front: {aliases: [x]}, back: }'),
  merged('logging', 'logging: {driver: json-file, options: {a: "1"}}', 'logging: {driver: none}'),
  {
    name: 'merge: several -f',
    flags: ['-f', 'a.yml', '-f', 'sub/b.yml'],
    files: {
      'a.yml': 'services: {app: {image: i, volumes: ["./x:/x"]}}\nvolumes: {v: {}}',
      'sub/b.yml': 'services: {app: {volumes: ["./y:/y"]}, other: {image: o}}',
    },
  },
  interpolated('values', 'command: ["$A", "${A}", "x${A}y"]', { A: 'a' }),
  interpolated('defaults', 'command: ["${NO:-d}", "${NO-d}", "${EMPTY:-d}", "${EMPTY-d}"]', { EMPTY: '' }),
  interpolated('dollars', 'command: ["$$A", "$$$${A}", "a$$"]', { A: 'a' }),
  interpolated('in short syntax', 'ports: ["${P}:80"]\nvolumes: ["${V}:/v"]', { P: '8080', V: './x' }),
  interpolated('in keys with an equal sign', 'labels: ["$A=x"]', { A: 'a' }),
  interpolated('types', 'tty: "${T}"\nhealthcheck: {test: x, retries: "${N}"}', { T: 'true', N: '3' }),
  { ...interpolated('required and not set', 'command: ["${NO:?it is needed}"]'), fails: true },
  { ...interpolated('no variable', 'command: ["${"]'), fails: true },
  { name: '.env', files: { [FILE]: app('hostname: "${A}${B}"'), '.env': '# c\nA=a\nB="b c"\n' } },
  {
    name: '--env-file',
    flags: ['--env-file', 'x.env'],
    files: { [FILE]: app('hostname: $A'), 'x.env': 'A=x', '.env': 'A=y' },
  },
  {
    name: 'env_file',
    files: {
      [FILE]: app('env_file: [a.env, b.env]\nenvironment: [A=mine]'),
      'a.env': 'A=1\nB=1\n',
      'b.env': 'B=2\nC=\n',
    },
  },
  {
    name: 'profiles',
    flags: ['--profile', 'p'],
    files: { [FILE]: 'services: {a: {image: a}, b: {image: b, profiles: [p]}, c: {image: c, profiles: [q]}}' },
  },
  {
    name: 'extends',
    files: {
      [FILE]:
        'services:\n  base: {image: b, environment: [A=1], labels: {l: base}}\n' +
        '  app: {extends: base, environment: [B=2], command: x}\n' +
        '  far: {extends: {file: o/c.yml, service: web}, ports: ["81:81"]}\n',
      'o/c.yml': 'services: {web: {image: w, volumes: ["./d:/d"], ports: ["80:80"], build: .}}',
    },
  },
  {
    name: 'external and named resources',
    files: {
      [FILE]:
        'services: {a: {image: a, networks: [e, n], volumes: ["vol:/x"], secrets: [s], configs: [c]}}\n' +
        'networks: {e: {external: true, name: real}, n: {name: other, internal: true, labels: {a: b}}}\n' +
        'volumes: {vol: {name: real, driver_opts: {o: bind, type: none, device: /x}}}\n' +
        'secrets: {s: {file: ./s.txt}}\nconfigs: {c: {file: ./c.txt}}\n',
      ...{ 's.txt': 's', 'c.txt': 'c' },
    },
  },
  {
    name: 'address pools',
    files: {
      [FILE]:
        'services: {a: {image: a, networks: {n: {ipv4_address: 10.5.0.9}}}}\n' +
        'networks: {n: {ipam: {driver: default, config: [{subnet: 10.5.0.0/16, gateway: 10.5.0.1}]}}}\n',
    },
  },
  { name: 'links', files: { [FILE]: app('links: ["db:database"]') } },
  { ...alone('an unknown attribute', 'prots: ["80"]'), fails: true },
  { ...alone('an undefined volume', 'volumes: ["nope:/x"]'), fails: true },
  { ...alone('an undefined dependency', 'depends_on: [nope]'), fails: true },
  { ...alone('no number', 'healthcheck: {test: x, retries: many}'), fails: true },
  { ...alone('a bad port', 'ports: ["x:80"]'), fails: true },
  {
    name: 'a cycle',
    files: { [FILE]: 'services: {a: {image: i, depends_on: [b]}, b: {image: i, depends_on: [a]}}' },
    fails: true,
  },
  { name: 'extends that never end', files: { [FILE]: 'services: {a: {extends: b}, b: {extends: a}}' }, fails: true },
  { name: 'bad YAML', files: { [FILE]: 'services:\n  a: b: c\n' }, fails: true },
  { name: 'no file', files: {}, fails: true },
];
