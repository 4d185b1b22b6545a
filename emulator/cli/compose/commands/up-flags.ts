import { flagTable } from '../../parse/flag-table.ts';
import type { FlagSpec } from '../../parse/flags.ts';

const pullFlag = (values: string): FlagSpec[] =>
  flagTable(`--pull string: Pull image before running (${values})`).map((spec) => ({
    ...spec,
    default: 'policy',
    defaultText: 'policy',
  }));

const common = flagTable(`
  --build: Build images before starting containers
  --force-recreate: Recreate containers even if their configuration and image haven't changed
  --no-build: Don't build an image, even if it's policy
  --no-recreate: If containers already exist, don't recreate them. Incompatible with --force-recreate.
  --quiet-pull: Pull without printing progress information
  --remove-orphans: Remove containers for services not defined in the Compose file
  --scale stringArray: Scale SERVICE to NUM instances. Overrides the \`scale\` setting in the Compose file if present.
  -y, --yes: Assume "yes" as answer to all prompts and run non-interactively
`);

/** Of `docker compose create`. */
export const createFlags: readonly FlagSpec[] = [...common, ...pullFlag('"always"|"missing"|"never"|"build"')];

/** Of `docker compose up`. */
export const upFlags: readonly FlagSpec[] = [
  ...common,
  ...pullFlag('"always"|"missing"|"never"'),
  ...flagTable(`
    --abort-on-container-exit: Stops all containers if any container was stopped. Incompatible with -d
    --abort-on-container-failure: Stops all containers if any container exited with failure. Incompatible with -d
    --always-recreate-deps: Recreate dependent containers. Incompatible with --no-recreate.
    --attach stringArray: Restrict attaching to the specified services. Incompatible with --attach-dependencies.
    --attach-dependencies: Automatically attach to log output of dependent services
    -d, --detach: Detached mode: Run containers in the background
    --exit-code-from string: Return the exit code of the selected service container. Implies --abort-on-container-exit
    --no-attach stringArray: Do not attach (stream logs) to the specified services
    --no-color: Produce monochrome output
    --no-deps: Don't start linked services
    --no-log-prefix: Don't print prefix in logs
    --no-start: Don't start the services after creating them
    -V, --renew-anon-volumes: Recreate anonymous volumes instead of retrieving data from the previous containers
    -t, --timeout int: Use this timeout in seconds for container shutdown when attached or when containers are already running
    --timestamps: Show timestamps
    --wait: Wait for services to be running|healthy. Implies detached mode.
    --wait-timeout int: Maximum duration in seconds to wait for the project to be running|healthy
    -w, --watch: Watch source code and rebuild/refresh containers when files are updated.
  `),
  ...flagTable(
    '--menu: Enable interactive shortcuts when running attached. Incompatible with --detach. Can also be enable/disable by setting COMPOSE_MENU environment var.',
  ),
];
