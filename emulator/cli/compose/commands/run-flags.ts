import { flagTable } from '../../parse/flag-table.ts';
import type { FlagSpec } from '../../parse/flags.ts';

/** Of `docker compose run`. */
export const runFlags: readonly FlagSpec[] = [
  ...flagTable(`
    --build: Build image before starting container
    --cap-add list: Add Linux capabilities
    --cap-drop list: Drop Linux capabilities
    -d, --detach: Run container in background and print container ID
    --entrypoint string: Override the entrypoint of the image
    -e, --env stringArray: Set environment variables
    --env-from-file stringArray: Set environment variables from file
  `),
  ...flagTable('-i, --interactive: Keep STDIN open even if not attached').map((spec) => ({
    ...spec,
    default: true,
    defaultText: 'true',
  })),
  ...flagTable(`
    -l, --label stringArray: Add or override a label
    --name string: Assign a name to the container
  `),
  ...flagTable('-T, --no-TTY: Disable pseudo-TTY allocation (default: auto-detected)').map((spec) => ({
    ...spec,
    defaultText: 'true',
  })),
  ...flagTable(`
    --no-deps: Don't start linked services
    -p, --publish stringArray: Publish a container's port(s) to the host
  `),
  ...flagTable('--pull string: Pull image before running ("always"|"missing"|"never")').map((spec) => ({
    ...spec,
    default: 'policy',
    defaultText: 'policy',
  })),
  ...flagTable(`
    -q, --quiet: Don't print anything to STDOUT
    --quiet-build: Suppress progress output from the build process
    --quiet-pull: Pull without printing progress information
    --remove-orphans: Remove containers for services not defined in the Compose file
    --rm: Automatically remove the container when it exits
    -P, --service-ports: Run command with all service's ports enabled and mapped to the host
    --use-aliases: Use the service's network useAliases in the network(s) the container connects to
    -u, --user string: Run as specified username or uid
    -v, --volume stringArray: Bind mount a volume
    -w, --workdir string: Working directory inside the container
  `),
  ...flagTable('-t, --tty: Allocate a pseudo-TTY').map((spec) => ({ ...spec, default: true, hidden: true })),
  ...flagTable('--volumes stringArray: Bind mount a volume').map((spec) => ({
    ...spec,
    hidden: true,
    aliasOf: 'volume',
  })),
  ...flagTable('--labels stringArray: Add or override a label').map((spec) => ({
    ...spec,
    hidden: true,
    aliasOf: 'label',
  })),
];
