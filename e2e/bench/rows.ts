/** What is timed, in the sandbox and on real Docker alike. All texts are shell commands. */
export interface CommandRow {
  readonly name: string;
  /** What DESIGN.md asks for; '' for nothing. */
  readonly target: string;
  /** Pulled before; busybox is always there. */
  readonly images?: readonly string[];
  /** Sets the scene, once. */
  readonly begin?: string;
  /** Before every run, not timed. */
  readonly before?: string;
  readonly command: string;
  /** Leaves no trace of the row. */
  readonly end?: string;
}

const ONE_RUNS = {
  begin: 'docker run -d --name bench busybox sleep 100000',
  end: 'docker rm -f bench',
};

/** A build of `dockerfile` in a folder with `file`; as BuildKit does it, or as the classic builder. */
function build(name: string, dockerfile: string, how: 'cached' | 'changed', buildkit: 0 | 1): CommandRow {
  const command = `DOCKER_BUILDKIT=${buildkit} docker build -t bench-image context >/dev/null 2>&1`;
  const change = 'head -c 8 /dev/urandom > context/file';
  return {
    name: `docker build${buildkit === 0 ? ' (classic)' : ''}, ${name}`,
    target: dockerfile.includes('RUN') && how === 'changed' ? '' : '≤ 1.0 ×',
    begin: `mkdir -p context; printf '${dockerfile}' > context/Dockerfile; ${change}; ${command}`,
    ...(how === 'changed' ? { before: change } : {}),
    command,
    end: 'rm -r context; docker rmi bench-image',
  };
}

const COPY_ONLY = 'FROM busybox\\nCOPY file /file\\nCMD ["cat", "/file"]\\n';
const THREE_RUNS = 'FROM busybox\\nCOPY file /file\\nRUN echo 1 >/a\\nRUN echo 2 >/b\\nRUN cat /a /b /file >/c\\n';
const BUILDERS = [1, 0] as const;

export const ROWS: readonly CommandRow[] = [
  {
    name: 'docker pull nginx',
    target: '≤ 1.0 ×',
    before: 'docker rmi nginx >/dev/null 2>&1 || true',
    command: 'docker pull nginx >/dev/null 2>&1',
  },
  { name: 'docker run --rm busybox true', target: '≤ 1.0 ×', command: 'docker run --rm busybox true' },
  {
    name: 'docker run -d',
    target: '≤ 1.0 ×',
    command: 'docker run -d --name bench busybox sleep 100000',
    before: 'docker rm -f bench >/dev/null 2>&1 || true',
    end: 'docker rm -f bench',
  },
  {
    name: 'docker run -d -p 8080:80',
    target: '≤ 1.0 ×',
    command: 'docker run -d --name bench -p 8080:80 busybox sleep 100000',
    before: 'docker rm -f bench >/dev/null 2>&1 || true',
    end: 'docker rm -f bench',
  },
  {
    name: 'docker rm -f',
    target: '≤ 1.0 ×',
    command: 'docker rm -f bench',
    before: 'docker run -d --name bench busybox sleep 100000',
  },
  { name: 'docker start C; docker stop -t 0 C', target: '≤ 1.0 ×', ...startStop() },
  { name: 'docker restart -t 0', target: '≤ 1.0 ×', ...ONE_RUNS, command: 'docker restart -t 0 bench' },
  {
    name: 'docker create, then rm',
    target: '≤ 1.0 ×',
    command: 'docker create --name bench busybox true; docker rm bench',
  },
  { name: 'docker exec C true', target: '≤ 1.0 ×', ...ONE_RUNS, command: 'docker exec bench true' },
  {
    name: 'docker logs, 1,000 lines',
    target: '≤ 1.0 ×',
    begin: 'docker run --name bench busybox seq 1000 >/dev/null',
    command: 'docker logs bench >/dev/null',
    end: 'docker rm bench',
  },
  {
    name: 'docker cp FILE C:/tmp, 1 MB',
    target: '≤ 1.0 ×',
    begin: `${ONE_RUNS.begin}; dd if=/dev/urandom of=file bs=1M count=1 2>/dev/null`,
    command: 'docker cp file bench:/tmp/file',
    end: `${ONE_RUNS.end}; rm file`,
  },
  {
    name: 'docker cp C:/bin ., 500 links',
    target: '≤ 1.0 ×',
    ...ONE_RUNS,
    before: 'rm -rf bin',
    command: 'docker cp bench:/bin .',
    end: `${ONE_RUNS.end}; rm -rf bin`,
  },
  { name: 'docker ps', target: '≤ 50 ms', command: 'docker ps' },
  { name: 'docker ps -a', target: '≤ 50 ms', command: 'docker ps -a' },
  { name: 'docker images', target: '≤ 50 ms', command: 'docker images' },
  { name: 'docker inspect C', target: '≤ 1.0 ×', ...ONE_RUNS, command: 'docker inspect bench' },
  { name: 'docker top C', target: '≤ 1.0 ×', ...ONE_RUNS, command: 'docker top bench' },
  {
    name: 'docker network create, then rm',
    target: '≤ 1.0 ×',
    command: 'docker network create bench; docker network rm bench',
  },
  {
    name: 'docker volume create, then rm',
    target: '≤ 1.0 ×',
    command: 'docker volume create bench; docker volume rm bench',
  },
  ...BUILDERS.flatMap((buildkit) => [
    build('cached', THREE_RUNS, 'cached', buildkit),
    build('FROM + COPY + CMD', COPY_ONLY, 'changed', buildkit),
    build('three RUN', THREE_RUNS, 'changed', buildkit),
  ]),
  {
    name: 'docker commit, 10 MB',
    target: '≤ 1.0 ×',
    begin: 'docker run --name bench busybox dd if=/dev/urandom of=/file bs=1M count=10 2>/dev/null',
    command: 'docker commit bench bench-image',
    end: 'docker rm bench; docker rmi bench-image',
  },
  {
    name: 'docker save nginx',
    target: '≤ 1.0 ×',
    images: ['nginx'],
    command: 'docker save nginx >/dev/null',
  },
  {
    name: 'docker load, nginx',
    target: '≤ 1.0 ×',
    images: ['nginx'],
    begin: 'docker save -o nginx.tar nginx',
    before: 'docker rmi nginx >/dev/null',
    command: 'docker load -i nginx.tar >/dev/null',
    end: 'rm nginx.tar',
  },
  {
    name: "python3 -c 'print(1)' in a container",
    target: '≤ 1.0 s',
    images: ['python'],
    command: "docker run --rm python python3 -c 'print(1)'",
  },
  {
    name: "node -e '1' in a container",
    target: '≤ 5 s',
    images: ['node'],
    command: "docker run --rm node node -e '1'",
  },
];

function startStop(): Pick<CommandRow, 'begin' | 'command' | 'end'> {
  return {
    begin: 'docker create --name bench busybox sleep 100000',
    command: 'docker start bench; docker stop -t 0 bench',
    end: ONE_RUNS.end,
  };
}
