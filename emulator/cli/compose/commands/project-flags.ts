import { flagTable } from '../../parse/flag-table.ts';
import type { FlagSpec } from '../../parse/flags.ts';

const withDefault = (specs: readonly FlagSpec[], defaults: Readonly<Record<string, string | number>>): FlagSpec[] =>
  specs.map((spec) => {
    const value = defaults[spec.name];
    return value === undefined ? spec : { ...spec, default: value, defaultText: String(value) };
  });

/** The flags of `docker compose` itself, before the command's name. */
export const projectFlags: readonly FlagSpec[] = [
  ...withDefault(
    flagTable(`
      --all-resources: Include all resources, even those not used by services
      --ansi string: Control when to print ANSI control characters ("never"|"always"|"auto")
      --compatibility: Run compose in backward compatibility mode
      --env-file stringArray: Specify an alternate environment file
      -f, --file stringArray: Compose configuration files
      --parallel int: Control max parallelism, -1 for unlimited
      --profile stringArray: Specify a profile to enable
      --progress string: Set type of progress output (auto, tty, plain, json, quiet)
      -p, --project-name string: Project name
    `),
    { ansi: 'auto', parallel: -1, progress: 'auto' },
  ),
  ...flagTable('--project-directory string: Specify an alternate working directory').map((spec) => ({
    ...spec,
    help: `${spec.help}\n(default: the path of the, first specified, Compose file)`,
  })),
  ...flagTable(`
    --workdir string: DEPRECATED! USE --project-directory INSTEAD.
    --no-ansi: Do not print ANSI control characters (DEPRECATED)
    --verbose: Show more output
    -v, --version: Show the Docker Compose version information
  `).map((spec) => ({ ...spec, hidden: true })),
];

/** Every command of compose has it beside its own flags. */
export const dryRunFlag: readonly FlagSpec[] = flagTable('--dry-run: Execute command in dry run mode');
