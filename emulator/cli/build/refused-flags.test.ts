import { describe, expect, it } from 'vitest';
import { runDocker } from '../docker.ts';
import { fakePlace, fakeTransport } from '../testing/fake-place.ts';

async function failureOf(...flags: string[]): Promise<string> {
  const { io, output } = fakePlace();
  const daemon = fakeTransport({ 'GET /_ping': () => ({ headers: { 'x-slipway-build': '2' }, text: 'OK' }) });
  await runDocker(['buildx', 'build', ...flags, 'https://example.com/Dockerfile'], io, daemon);
  return output.stderr.split('\n')[0]!;
}

/** What a build comes to that nothing stops: the daemon of this test has no answers. */
const GOES_ON = 'Error response from daemon: page not found';

describe('flags of buildx', () => {
  it.each<[string[], string]>([
    [['--cache-to', 'user/app:cache'], 'ERROR: Cache export is not supported for the docker driver.'],
    [['--cache-to', 'type=local,dest=x'], 'ERROR: Cache export is not supported for the docker driver.'],
    [['--cache-to', 'dest=x'], 'ERROR: type required for "dest=x"'],
    [['--cache-to', 'type=local,x'], 'ERROR: invalid value x'],
    [['--cache-to', 'type=inline'], 'ERROR: --cache-to type=inline is not supported by Slipway: its cache stays on'],
    [['--attest', 'type=sbom'], 'ERROR: Attestation is not supported for the docker driver.'],
    [['--attest', 'disabled=true'], 'ERROR: attestation type not specified'],
    [['--attest', 'type=sbom,disabled=x'], 'ERROR: invalid value disabled=x: strconv.ParseBool: parsing "x": invalid'],
    [['--attest', 'type=provenance,disabled=true'], GOES_ON],
    [['--attest', 'type=provenance', '--provenance=false'], GOES_ON],
    [['--provenance', 'mode=max'], 'ERROR: Attestation is not supported for the docker driver.'],
    [['--sbom=true'], 'ERROR: Attestation is not supported for the docker driver.'],
    [['--sbom=false', '--provenance=0'], GOES_ON],
    [['--allow', 'network.host'], GOES_ON],
    [['--allow', 'nosuch'], 'ERROR: unknown entitlement nosuch'],
    [
      ['--allow', 'security.insecure'],
      'ERROR: failed to build: failed to solve: granting entitlement security.insecure is not allowed by build daemon',
    ],
    [['--ssh', 'default'], 'ERROR: invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set'],
    [['--ssh', 'default=/key'], 'ERROR: --ssh default=/key is not supported by Slipway: a build reaches no SSH server'],
    [['--annotation', 'a'], 'ERROR: invalid annotation "a", expected key=value'],
    [['--annotation', 'index:a=b'], 'ERROR: index annotations not supported for single platform export'],
    [['--annotation', 'nosuch:a=b'], 'ERROR: unknown annotation type "nosuch"'],
    [['--annotation', 'A:a=b'], 'ERROR: invalid annotation type "A", expected type and optional platform in square'],
    [['--annotation', 'manifest[linux/386]:a=b'], 'WARNING: --annotation has no effect'],
    [['--build-context', 'a'], 'ERROR: invalid context value: a, expected key=value'],
    [
      ['--build-context', 'A=b'],
      'ERROR: invalid context name A: invalid reference format: repository name (library/A)',
    ],
    [['--build-context', 'a=b'], 'ERROR: failed to get build context a: stat b: no such file or directory'],
    [['--build-context', 'a=oci-layout://x'], 'ERROR: --build-context a=oci-layout://x is not supported by Slipway'],
    [['--build-context', 'a=docker-image://b'], GOES_ON],
    [['--builder', 'other'], 'ERROR: no builder "other" found'],
    [['--push'], '--push is not supported by Slipway: build with -t, then docker push'],
  ])('%j: %s', async (flags, message) => {
    expect((await failureOf(...flags)).slice(0, message.length)).toBe(message);
  });
});
