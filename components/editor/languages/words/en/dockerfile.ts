/** Every instruction in a sentence or two, and its flags. `reference.test.ts` holds all languages to the parser. */
const instructions: Readonly<Record<string, string>> = {
  FROM: 'Begins a build stage on top of an image, or of an earlier stage. `scratch` is the empty image. A name lets later stages copy from this one.',
  RUN: 'Runs a command in a container of the stage, while the image is built, and keeps what it changed as a new layer.',
  CMD: 'What a container of the image runs by default: the program, or the arguments of ENTRYPOINT. Only the last one of a stage counts; arguments of `docker run` take its place.',
  ENTRYPOINT: 'The program that every container of the image runs; CMD, or the arguments of `docker run`, follow it.',
  COPY: 'Copies files from the build context, from another stage or from another image into this one.',
  ADD: 'Copies files as COPY does, and more: local tar archives are unpacked, URLs are downloaded. Without need for that, use COPY.',
  ARG: 'A variable of the build, which `docker build --build-arg NAME=VALUE` sets. It is gone when the image runs. Before the first FROM it is known to FROM lines only, until a stage repeats it.',
  ENV: 'An environment variable, for the rest of the stage and for the containers of the image.',
  LABEL: 'Notes about the image, such as its author or version; `docker image inspect` shows them.',
  EXPOSE:
    'Says which ports the program listens on. It publishes nothing: that is what `docker run -p` and `-P` are for.',
  WORKDIR: 'The folder that the following instructions and the container work in. It is made when it is missing.',
  USER: 'Who runs the following RUN instructions and the containers of the image.',
  VOLUME: 'Folders whose content a container keeps in a volume, outside of its own layer.',
  SHELL: 'The shell of the following RUN, CMD and ENTRYPOINT that are written as text; `["/bin/sh", "-c"]` by default.',
  STOPSIGNAL: 'The signal that `docker stop` sends first; SIGTERM by default.',
  HEALTHCHECK:
    'A command that tells whether the container still does its work: exit code 0 is healthy, 1 is not. NONE takes away the one of the base image.',
  ONBUILD: 'An instruction for later: it is carried out when another image is built FROM this one.',
  MAINTAINER: 'The author of the image. Deprecated: use LABEL org.opencontainers.image.authors=….',
};

/** By 'INSTRUCTION flag'; those that mean the same everywhere by their name alone. */
const flags: Readonly<Record<string, string>> = {
  chown: 'Owner of the files in the image; root by default.',
  chmod: 'Permissions of the files in the image, such as 755 or u+x.',
  link: 'A layer of its own, which stays in the cache when the layers below change.',
  exclude: 'Leaves out what the pattern matches. May be repeated.',
  'FROM platform': 'The platform of the image, such as linux/386.',
  'RUN mount': 'Files that are there only while the command runs: a cache, a secret, a bind mount.',
  'RUN network': 'The network that the command has.',
  'RUN security': 'Whether the command runs with all privileges.',
  'COPY from': 'Copies from a stage or an image instead of the build context.',
  'COPY parents': 'Keeps the folders that the sources lie in.',
  'ADD checksum': 'What the downloaded file must hash to.',
  'ADD keep-git-dir': 'Keeps the .git folder of a repository.',
  'ADD unpack': 'Whether archives are unpacked.',
  'HEALTHCHECK interval': 'The time between two checks; 30s by default.',
  'HEALTHCHECK timeout': 'A check that takes longer has failed; 30s by default.',
  'HEALTHCHECK start-period': 'How long the program may take to start before failures count; 0s by default.',
  'HEALTHCHECK start-interval': 'The time between two checks while it starts; 5s by default.',
  'HEALTHCHECK retries': 'Failures in a row that make the container unhealthy; 3 by default.',
};

const mountTypes: Readonly<Record<string, string>> = {
  bind: 'Files of the build context or of a stage, read-only.',
  cache: 'A folder that is kept from one build to the next.',
  tmpfs: 'A folder in memory.',
  secret: 'A file that leaves no trace in the image.',
};

const mountFields: Readonly<Record<string, string>> = {
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

export const dockerfile = {
  instructions,
  flags,
  mountTypes,
  mountFields,
  namesStage: 'names the stage',
  stageFrom: (image: string) => `stage FROM ${image}`,
  emptyImage: 'the empty image',
  stageAt: (name: string, image: string, line: number) => `Build stage \`${name}\` FROM \`${image}\`, line ${line}`,
  everywhere: (name: string, value: string) => `\`${name}\` is \`${value}\` in every build here.`,
};
