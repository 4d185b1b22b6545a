export interface FlagReference {
  readonly name: string;
  /** What follows `=`; '' for a flag that stands alone. */
  readonly value: string;
}

export interface InstructionReference {
  /** The forms it is written in. */
  readonly syntax: readonly string[];
  readonly flags: readonly FlagReference[];
}

const flag = (name: string, value: string): FlagReference => ({ name, value });

const CHOWN = flag('chown', 'USER[:GROUP]');
const CHMOD = flag('chmod', 'MODE');
const LINK = flag('link', '');
const EXCLUDE = flag('exclude', 'PATTERN');

/** What is written in a Dockerfile; what each is for is in `../words/`. `reference.test.ts` holds both to the parser. */
export const REFERENCE: Readonly<Record<string, InstructionReference>> = {
  FROM: {
    syntax: ['FROM [--platform=PLATFORM] IMAGE [AS NAME]'],
    flags: [flag('platform', 'PLATFORM')],
  },
  RUN: {
    syntax: ['RUN COMMAND …', 'RUN ["PROGRAM", "ARGUMENT", …]', 'RUN <<EOF'],
    flags: [flag('mount', 'type=TYPE,…'), flag('network', 'default|none|host'), flag('security', 'sandbox|insecure')],
  },
  CMD: {
    syntax: ['CMD ["PROGRAM", "ARGUMENT", …]', 'CMD ["ARGUMENT", …]', 'CMD COMMAND …'],
    flags: [],
  },
  ENTRYPOINT: {
    syntax: ['ENTRYPOINT ["PROGRAM", "ARGUMENT", …]', 'ENTRYPOINT COMMAND …'],
    flags: [],
  },
  COPY: {
    syntax: ['COPY [FLAGS] SOURCE … DESTINATION', 'COPY [FLAGS] ["SOURCE", …, "DESTINATION"]'],
    flags: [flag('from', 'STAGE|IMAGE'), CHOWN, CHMOD, LINK, flag('parents', ''), EXCLUDE],
  },
  ADD: {
    syntax: ['ADD [FLAGS] SOURCE … DESTINATION', 'ADD [FLAGS] ["SOURCE", …, "DESTINATION"]'],
    flags: [
      CHOWN,
      CHMOD,
      LINK,
      flag('checksum', 'sha256:…'),
      flag('keep-git-dir', ''),
      EXCLUDE,
      flag('unpack', 'true|false'),
    ],
  },
  ARG: {
    syntax: ['ARG NAME[=DEFAULT] …'],
    flags: [],
  },
  ENV: {
    syntax: ['ENV NAME=VALUE …'],
    flags: [],
  },
  LABEL: {
    syntax: ['LABEL KEY=VALUE …'],
    flags: [],
  },
  EXPOSE: {
    syntax: ['EXPOSE PORT[/PROTOCOL] …'],
    flags: [],
  },
  WORKDIR: {
    syntax: ['WORKDIR PATH'],
    flags: [],
  },
  USER: {
    syntax: ['USER USER[:GROUP]'],
    flags: [],
  },
  VOLUME: {
    syntax: ['VOLUME PATH …', 'VOLUME ["PATH", …]'],
    flags: [],
  },
  SHELL: {
    syntax: ['SHELL ["PROGRAM", "ARGUMENT", …]'],
    flags: [],
  },
  STOPSIGNAL: {
    syntax: ['STOPSIGNAL SIGNAL'],
    flags: [],
  },
  HEALTHCHECK: {
    syntax: ['HEALTHCHECK [FLAGS] CMD COMMAND …', 'HEALTHCHECK NONE'],
    flags: [
      flag('interval', 'DURATION'),
      flag('timeout', 'DURATION'),
      flag('start-period', 'DURATION'),
      flag('start-interval', 'DURATION'),
      flag('retries', 'COUNT'),
    ],
  },
  ONBUILD: {
    syntax: ['ONBUILD INSTRUCTION …'],
    flags: [],
  },
  MAINTAINER: {
    syntax: ['MAINTAINER NAME'],
    flags: [],
  },
};

/** Of `RUN --mount`. */
export const MOUNT_TYPES: readonly string[] = ['bind', 'cache', 'tmpfs', 'secret'];

export const MOUNT_FIELDS: readonly string[] = [
  'type',
  'target',
  'source',
  'from',
  'id',
  'sharing',
  'readonly',
  'required',
  'mode',
  'uid',
  'gid',
  'env',
  'size',
];
