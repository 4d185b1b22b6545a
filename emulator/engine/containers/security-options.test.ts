import { expect, it } from 'vitest';
import { checkSecurityOptions, hasNoNewPrivileges } from './security-options.ts';

it.each([
  ['foo', 'invalid --security-opt 1: "foo"'],
  ['foo=bar', 'invalid --security-opt 2: "foo=bar"'],
  ['no-new-privileges:maybe', 'invalid --security-opt 2: "no-new-privileges:maybe"'],
])('refuses %s', (option, message) => {
  expect(() => checkSecurityOptions([option])).toThrow(message);
});

it('takes what dockerd takes on a machine without AppArmor and SELinux', () => {
  checkSecurityOptions(null);
  checkSecurityOptions(['disable', 'label=disable', 'label:user:x', 'apparmor=docker-default', 'seccomp=unconfined']);
});

it.each<[string[] | null, boolean]>([
  [null, false],
  [['no-new-privileges'], true],
  [['no-new-privileges:true'], true],
  [['no-new-privileges=0'], false],
  [['no-new-privileges', 'no-new-privileges=false'], false],
])('%j: %s', (options, expected) => {
  expect(hasNoNewPrivileges(options)).toBe(expected);
});
