export interface FlagReference {
  readonly name: string;
  /** What follows `=`; '' for a flag that stands alone. */
  readonly value: string;
  readonly summary: string;
}

export interface InstructionReference {
  /** The forms it is written in. */
  readonly syntax: readonly string[];
  readonly summary: string;
  readonly flags: readonly FlagReference[];
}

const flag = (name: string, value: string, summary: string): FlagReference => ({ name, value, summary });

const CHOWN = flag('chown', 'USER[:GROUP]', 'Owner of the files in the image; root by default.');
const CHMOD = flag('chmod', 'MODE', 'Permissions of the files in the image, such as 755 or u+x.');
const LINK = flag('link', '', 'A layer of its own, which stays in the cache when the layers below change.');
const EXCLUDE = flag('exclude', 'PATTERN', 'Leaves out what the pattern matches. May be repeated.');

/** Every instruction in a sentence or two, for hovers and completions. `reference.test.ts` holds it to the parser. */
export const REFERENCE: Readonly<Record<string, InstructionReference>> = {
  FROM: {
    syntax: ['FROM [--platform=PLATFORM] IMAGE [AS NAME]'],
    summary:
      'Begins a build stage on top of an image, or of an earlier stage. `scratch` is the empty image. A name lets later stages copy from this one.',
    flags: [flag('platform', 'PLATFORM', 'The platform of the image, such as linux/386.')],
  },
  RUN: {
    syntax: ['RUN COMMAND …', 'RUN ["PROGRAM", "ARGUMENT", …]', 'RUN <<EOF'],
    summary:
      'Runs a command in a container of the stage, while the image is built, and keeps what it changed as a new layer.',
    flags: [
      flag(
        'mount',
        'type=TYPE,…',
        'Files that are there only while the command runs: a cache, a secret, a bind mount.',
      ),
      flag('network', 'default|none|host', 'The network that the command has.'),
      flag('security', 'sandbox|insecure', 'Whether the command runs with all privileges.'),
    ],
  },
  CMD: {
    syntax: ['CMD ["PROGRAM", "ARGUMENT", …]', 'CMD ["ARGUMENT", …]', 'CMD COMMAND …'],
    summary:
      'What a container of the image runs by default: the program, or the arguments of ENTRYPOINT. Only the last one of a stage counts; arguments of `docker run` take its place.',
    flags: [],
  },
  ENTRYPOINT: {
    syntax: ['ENTRYPOINT ["PROGRAM", "ARGUMENT", …]', 'ENTRYPOINT COMMAND …'],
    summary: 'The program that every container of the image runs; CMD, or the arguments of `docker run`, follow it.',
    flags: [],
  },
  COPY: {
    syntax: ['COPY [FLAGS] SOURCE … DESTINATION', 'COPY [FLAGS] ["SOURCE", …, "DESTINATION"]'],
    summary: 'Copies files from the build context, from another stage or from another image into this one.',
    flags: [
      flag('from', 'STAGE|IMAGE', 'Copies from a stage or an image instead of the build context.'),
      CHOWN,
      CHMOD,
      LINK,
      flag('parents', '', 'Keeps the folders that the sources lie in.'),
      EXCLUDE,
    ],
  },
  ADD: {
    syntax: ['ADD [FLAGS] SOURCE … DESTINATION', 'ADD [FLAGS] ["SOURCE", …, "DESTINATION"]'],
    summary:
      'Copies files as COPY does, and more: local tar archives are unpacked, URLs are downloaded. Without need for that, use COPY.',
    flags: [
      CHOWN,
      CHMOD,
      LINK,
      flag('checksum', 'sha256:…', 'What the downloaded file must hash to.'),
      flag('keep-git-dir', '', 'Keeps the .git folder of a repository.'),
      EXCLUDE,
      flag('unpack', 'true|false', 'Whether archives are unpacked.'),
    ],
  },
  ARG: {
    syntax: ['ARG NAME[=DEFAULT] …'],
    summary:
      'A variable of the build, which `docker build --build-arg NAME=VALUE` sets. It is gone when the image runs. Before the first FROM it is known to FROM lines only, until a stage repeats it.',
    flags: [],
  },
  ENV: {
    syntax: ['ENV NAME=VALUE …'],
    summary: 'An environment variable, for the rest of the stage and for the containers of the image.',
    flags: [],
  },
  LABEL: {
    syntax: ['LABEL KEY=VALUE …'],
    summary: 'Notes about the image, such as its author or version; `docker image inspect` shows them.',
    flags: [],
  },
  EXPOSE: {
    syntax: ['EXPOSE PORT[/PROTOCOL] …'],
    summary:
      'Says which ports the program listens on. It publishes nothing: that is what `docker run -p` and `-P` are for.',
    flags: [],
  },
  WORKDIR: {
    syntax: ['WORKDIR PATH'],
    summary: 'The folder that the following instructions and the container work in. It is made when it is missing.',
    flags: [],
  },
  USER: {
    syntax: ['USER USER[:GROUP]'],
    summary: 'Who runs the following RUN instructions and the containers of the image.',
    flags: [],
  },
  VOLUME: {
    syntax: ['VOLUME PATH …', 'VOLUME ["PATH", …]'],
    summary: 'Folders whose content a container keeps in a volume, outside of its own layer.',
    flags: [],
  },
  SHELL: {
    syntax: ['SHELL ["PROGRAM", "ARGUMENT", …]'],
    summary:
      'The shell of the following RUN, CMD and ENTRYPOINT that are written as text; `["/bin/sh", "-c"]` by default.',
    flags: [],
  },
  STOPSIGNAL: {
    syntax: ['STOPSIGNAL SIGNAL'],
    summary: 'The signal that `docker stop` sends first; SIGTERM by default.',
    flags: [],
  },
  HEALTHCHECK: {
    syntax: ['HEALTHCHECK [FLAGS] CMD COMMAND …', 'HEALTHCHECK NONE'],
    summary:
      'A command that tells whether the container still does its work: exit code 0 is healthy, 1 is not. NONE takes away the one of the base image.',
    flags: [
      flag('interval', 'DURATION', 'The time between two checks; 30s by default.'),
      flag('timeout', 'DURATION', 'A check that takes longer has failed; 30s by default.'),
      flag('start-period', 'DURATION', 'How long the program may take to start before failures count; 0s by default.'),
      flag('start-interval', 'DURATION', 'The time between two checks while it starts; 5s by default.'),
      flag('retries', 'COUNT', 'Failures in a row that make the container unhealthy; 3 by default.'),
    ],
  },
  ONBUILD: {
    syntax: ['ONBUILD INSTRUCTION …'],
    summary: 'An instruction for later: it is carried out when another image is built FROM this one.',
    flags: [],
  },
  MAINTAINER: {
    syntax: ['MAINTAINER NAME'],
    summary: 'The author of the image. Deprecated: use LABEL org.opencontainers.image.authors=….',
    flags: [],
  },
};

/** Fields of `RUN --mount`, by the type of the mount. */
export const MOUNT_TYPES: Readonly<Record<string, string>> = {
  bind: 'Files of the build context or of a stage, read-only.',
  cache: 'A folder that is kept from one build to the next.',
  tmpfs: 'A folder in memory.',
  secret: 'A file that leaves no trace in the image.',
};

export const MOUNT_FIELDS: Readonly<Record<string, string>> = {
  type: 'bind, cache, tmpfs or secret.',
  target: 'Where it is mounted.',
  source: 'The path in what is mounted.',
  from: 'A stage or an image instead of the build context.',
  id: 'The name of the cache or the secret.',
  sharing: 'Of a cache: shared, private or locked.',
  readonly: 'Nothing can be written there.',
  required: 'Of a secret: fails without it.',
  mode: 'Permissions, such as 0755.',
  uid: 'Owner.',
  gid: 'Group.',
  env: 'Of a secret: as an environment variable of this name.',
  size: 'Of a tmpfs: how large it may grow.',
};
