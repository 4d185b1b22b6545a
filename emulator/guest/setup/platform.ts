import { existsSync, readFileSync } from 'node:fs';
import { release, type } from 'node:os';

/** The Debian release whose packages the guest is built from. */
const CODENAME = 'bookworm';

/** True where the guest can be built; otherwise a message that says why not and what to do instead. */
export function canBuild(osRelease: string = readOsRelease(), isRoot = process.getuid?.() === 0): true | string {
  const value = (name: string): string => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  if (value('VERSION_CODENAME') !== CODENAME || !hasCommand('apt-get')) {
    return explain(`this is ${value('PRETTY_NAME') || `${type()} ${release()}`}`);
  }
  if (!isRoot && !hasCommand('sudo')) return explain('you are neither root nor is there sudo');
  return true;
}

function explain(reason: string): string {
  return [
    `The machine that runs in the page is built on Debian 12 (${CODENAME}) as root or with sudo; ${reason}.`,
    'Use one that was built elsewhere:',
    '  1. on a Debian 12 machine, or in a debian:12 container with Node: npm run guest:pack',
    '  2. here: SLIPWAY_GUEST=slipway-guest-<id>.tar npm start   (a folder or an http(s) address works too)',
  ].join('\n');
}

function readOsRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

function hasCommand(name: string): boolean {
  const folders = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`.split(':');
  return folders.some((folder) => folder !== '' && existsSync(`${folder}/${name}`));
}
