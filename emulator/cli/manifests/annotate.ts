import type { Invocation } from '../command.ts';
import { CliError } from '../errors.ts';
import { namedAs, platformOf } from './image-manifest.ts';
import { storedManifest, storeManifest } from './manifest-store.ts';

/** What an image can be made for: Go's list, from which Docker takes it. */
const PLATFORMS = new Set([
  ...['darwin/386', 'darwin/amd64', 'darwin/arm', 'darwin/arm64', 'dragonfly/amd64'],
  ...['freebsd/386', 'freebsd/amd64', 'freebsd/arm', 'netbsd/386', 'netbsd/amd64', 'netbsd/arm'],
  ...['linux/386', 'linux/amd64', 'linux/arm', 'linux/arm64', 'linux/mips64', 'linux/mips64le'],
  ...['linux/ppc64le', 'linux/riscv64', 'linux/s390x', 'openbsd/386', 'openbsd/amd64', 'openbsd/arm'],
  ...['plan9/386', 'plan9/amd64', 'solaris/amd64', 'windows/386', 'windows/amd64'],
]);

/** `docker manifest annotate`: changes the platform that a list says of one of its images. */
export async function annotate({ cli, flags, args: [list = '', image = ''] }: Invocation): Promise<void> {
  const target = namedAs(`annotate: error parsing name for manifest list ${list}`, list);
  const reference = namedAs(`annotate: error parsing name for manifest ${image}`, image);
  const manifest = await storedManifest(cli, target, reference);
  if (!manifest) throw new CliError(`manifest for image ${image} does not exist in ${list}`);

  const before = manifest.platform ?? platformOf({});
  const platform = platformOf({
    os: flags.string('os') || before.os,
    architecture: flags.string('arch') || before.architecture,
    'os.features': [...new Set([...(before['os.features'] ?? []), ...flags.list('os-features')])],
    variant: flags.string('variant') || before.variant,
    'os.version': flags.string('os-version') || before['os.version'],
  });
  if (!PLATFORMS.has(`${platform.os}/${platform.architecture}`)) {
    const asked = `${flags.string('os')}/${flags.string('arch')}`;
    throw new CliError(`manifest entry for image has unsupported os/arch combination: ${asked}`);
  }
  await storeManifest(cli, target, reference, { ...manifest, platform });
}
