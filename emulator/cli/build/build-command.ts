import { checkBuilder } from '../buildx/builder-flag.ts';
import type { Command, Invocation } from '../command.ts';
import { CliError } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { parseBoolean } from '../parse/flag-types.ts';
import { checkDockerfile } from './check.ts';
import { openContext } from './build-context.ts';
import { buildFlags, buildxFlags } from './build-flags.ts';
import { buildQuery } from './build-query.ts';
import { classicBuild } from './classic-build.ts';
import { parseOutputs } from './outputs.ts';
import { removeImageId } from './image-id-file.ts';
import { readNamedContexts } from './named-contexts.ts';
import { checkBuildxFlags } from './refused-flags.ts';
import { solve } from './solve.ts';

const SWITCHED_OFF =
  'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n' +
  '            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n' +
  '            environment-variable.\n\n';

export const imageBuild: Command = {
  name: 'build',
  use: '[OPTIONS] PATH | URL | -',
  short: 'Build an image from a Dockerfile',
  aliasLine: 'docker image build, docker build, docker builder build',
  flags: buildFlags,
  arguments: exactly(1),
  run: (invocation) => build(invocation, wantsClassic(invocation)),
};

/** Slipway has no buildx; this is `docker build` with its flags. */
export const buildxBuild: Command = {
  ...imageBuild,
  short: 'Start a build',
  aliasLine: 'docker build, docker builder build, docker image build, docker buildx b',
  flags: buildxFlags,
  run: (invocation) => {
    checkBuilder(invocation);
    return build(invocation, false);
  },
};

/** DOCKER_BUILDKIT=0. Error: a value that is no boolean. */
function wantsClassic({ cli }: Invocation): boolean {
  const value = cli.io.environment.DOCKER_BUILDKIT ?? '';
  if (value === '') return false;
  try {
    return !parseBoolean(value);
  } catch {
    throw new CliError(
      `DOCKER_BUILDKIT environment variable expects boolean value: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
}

const NEED_BUILDKIT = ['secret', 'build-context', 'no-cache-filter', 'metadata-file'];

async function build({ cli, flags, args }: Invocation, isClassic: boolean): Promise<number | void> {
  if (isClassic) await cli.err(SWITCHED_OFF);
  const query = buildQuery(cli, flags);
  await removeImageId(cli, flags.string('iidfile'));
  const output = parseOutputs(flags.list('output'));
  await checkBuildxFlags(cli, flags);
  const contexts = await readNamedContexts(cli, flags.list('build-context'));
  // Another daemon, one without Slipway's form of BuildKit's progress, is spoken to as the classic CLI does.
  const isOurs = !isClassic && (await cli.api.ping())['x-slipway-build'] === '2';
  const context = await openContext(cli, args[0] ?? '', flags.string('file'), !isOurs);
  if (flags.bool('check') || flags.string('call') === 'check') {
    await context.archive?.cancel();
    return checkDockerfile(cli, context);
  }
  if (isOurs) return solve(cli, flags, context, query, output, { contexts });
  if (output.type !== 'image') {
    throw new CliError(
      'the --output option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled',
    );
  }
  if (flags.bool('squash') && (await cli.api.ping())['docker-experimental'] !== 'true') {
    throw new CliError('"--squash" is only supported on a Docker daemon with experimental features enabled');
  }
  const needed = NEED_BUILDKIT.find((name) => flags.list(name).length > 0);
  if (needed !== undefined) {
    throw new CliError(
      `the --${needed} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
    );
  }
  return classicBuild(cli, flags, context, query);
}
