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
