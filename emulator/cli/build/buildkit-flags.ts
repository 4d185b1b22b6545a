import type { FlagSpec } from '../parse/flags.ts';
import { flagTable } from '../parse/flag-table.ts';

/** What `docker build` has with BuildKit besides. `docker build --help` of a CLI without buildx does not list them. */
export const buildkitFlags: readonly FlagSpec[] = [
  {
    ...only('--progress string: Set type of progress output ("auto", "plain", "tty", "rawjson", "quiet")'),
    default: 'auto',
    defaultText: 'auto',
  },
  {
    ...only('--call string: Set method for evaluating build ("check", "outline", "targets")'),
    default: 'build',
    defaultText: '"build"',
  },
  ...flagTable(`
    --allow stringArray: Allow extra privileged entitlement (e.g., "network.host", "security.insecure", "device")
    --annotation stringArray: Add annotation to the image
    --attest stringArray: Attestation parameters (format: "type=sbom,generator=image")
    --build-context stringArray: Additional build contexts (e.g., name=path)
    --builder string: Override the configured builder instance
    --cache-to stringArray: Cache export destinations (e.g., "user/app:cache", "type=local,dest=path/to/dir")
    --check: Shorthand for "--call=check"
    --load: Shorthand for "--output=type=docker"
    --metadata-file string: Write build result metadata to a file
    --no-cache-filter stringArray: Do not cache specified stages
    -o, --output stringArray: Output destination (format: "type=local,dest=path")
    --provenance string: Shorthand for "--attest=type=provenance"
    --push: Shorthand for "--output=type=registry"
    --sbom string: Shorthand for "--attest=type=sbom"
    --secret stringArray: Secret to expose to the build (format: "id=mysecret[,src=/local/secret]")
    --ssh stringArray: SSH agent socket or keys to expose to the build (format: "default|<id>[=<socket>|<key>[,<key>]]")
  `),
];

function only(line: string): FlagSpec {
  return flagTable(line)[0]!;
}
