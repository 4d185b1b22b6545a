const NAMES = 'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack';

/** Names of `--ulimit` and what they are in the OCI runtime specification (setrlimit(2)): nofile → RLIMIT_NOFILE. */
export const RLIMITS: ReadonlyMap<string, string> = new Map(
  NAMES.split(' ').map((name) => [name, `RLIMIT_${name.toUpperCase()}`]),
);
