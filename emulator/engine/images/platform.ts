import { SlipwayError } from '../../errors.ts';
import { MACHINE_PLATFORM, type Platform } from './manifest.ts';

/** `OS`, `ARCH` or `OS/ARCH[/VARIANT]`; '' is the machine's own. Errors in the words of containerd's platforms. */
export function parsePlatform(text: string): Platform {
  if (text === '') return MACHINE_PLATFORM;
  const parts = text.toLowerCase().split('/');
  const fail = (why: string) => new SlipwayError('invalid', `"${text}": ${why}: invalid argument`);
  if (parts.length > 3) throw fail('cannot parse platform specifier');
  const bad = parts.find((part) => !/^[a-z0-9_-]+$/.test(part));
  if (bad !== undefined) throw fail(`"${bad}" is an invalid component of platform specifier`);
  const [first = '', second] = parts;
  if (second !== undefined) return { os: first, architecture: ARCHITECTURES[second] ?? second };
  if (first === 'linux' || first === 'windows') return { os: first, architecture: MACHINE_PLATFORM.architecture };
  const architecture = ARCHITECTURES[first];
  if (architecture === undefined) throw fail('unknown operating system or architecture');
  return { os: MACHINE_PLATFORM.os, architecture };
}

/** Names of architectures and the ones Go uses for them. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  '386': '386',
  i386: '386',
  i686: '386',
  amd64: 'amd64',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  arm: 'arm',
  arm64: 'arm64',
  aarch64: 'arm64',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
};
