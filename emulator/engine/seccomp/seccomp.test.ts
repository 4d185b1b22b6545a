import { describe, expect, it } from 'vitest';
import { capabilitiesFor } from '../containers/capabilities.ts';
import { seccompConfig } from './seccomp.ts';
import { SYSCALLS } from './syscalls-i386.ts';

const I386 = 0x40000003;
const ALLOWED = 'allowed';
const EPERM = 'errno 1';
const ENOSYS = 'errno 38';
const NONE = { Privileged: false, CapAdd: null, CapDrop: null };

function filterOf(profile?: object | string, capabilities = capabilitiesFor(NONE), privileged = false) {
  const text = typeof profile === 'object' ? JSON.stringify(profile) : profile;
  return seccompConfig(
    { Privileged: privileged, SecurityOpt: text === undefined ? null : [`seccomp=${text}`] },
    { capabilities, kernelRelease: '6.1.0-slipway' },
  );
}

/** What the kernel does with a program (net/core/filter.c), as far as seccomp allows one. */
function outcome(filter: ReturnType<typeof filterOf>, call: string | number, args: number[] = [], architecture = I386) {
  const text = filter!.annotations['run.oci.seccomp_bpf_data']!;
  const program = new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, typeof call === 'number' ? call : SYSCALLS.get(call)!, true);
  data.setUint32(4, architecture, true);
  args.forEach((value, index) => data.setUint32(16 + 8 * index, value, true));
  let accumulator = 0;
  for (let at = 0, steps = 0; ; at++, steps++) {
    if (at * 8 >= program.byteLength) throw new Error('ran out of the program');
    const operand = program.getUint32(at * 8 + 4, true);
    const jump = (holds: boolean) => program.getUint8(at * 8 + (holds ? 2 : 3));
    switch (program.getUint16(at * 8, true)) {
      case 0x20:
        accumulator = data.getUint32(operand, true);
        break;
      case 0x54:
        accumulator = (accumulator & operand) >>> 0;
        break;
      case 0x05:
        at += operand;
        break;
      case 0x15:
        at += jump(accumulator === operand);
        break;
      case 0x25:
        at += jump(accumulator > operand);
        break;
      case 0x35:
        at += jump(accumulator >= operand);
        break;
      case 0x06:
        // However long the list of calls is.
        expect(steps).toBeLessThan(30);
        if (operand === 0x7fff0000) return ALLOWED;
        return operand >>> 16 === 5 ? `errno ${operand & 0xffff}` : `0x${operand.toString(16)}`;
      default:
        throw new Error(`instruction ${program.getUint16(at * 8, true)}`);
    }
  }
}

describe("Docker's default profile", () => {
  const root = filterOf();
  it.each<[string, number[], string]>([
    ['read', [], ALLOWED],
    ['openat', [], ALLOWED],
    ['restart_syscall', [], ALLOWED],
    ['ptrace', [], ALLOWED],
    ['chroot', [], ALLOWED],
    ['modify_ldt', [], ALLOWED],
    ['socketcall', [1, 0], ALLOWED],
    ['mount', [], EPERM],
    ['umount2', [], EPERM],
    ['unshare', [0x10000000], EPERM],
    ['keyctl', [], EPERM],
    ['io_uring_setup', [], EPERM],
    ['arch_prctl', [], EPERM],
    ['reboot', [], EPERM],
    ['syslog', [], EPERM],
    ['clock_settime', [], EPERM],
    ['clone3', [], ENOSYS],
    ['clone', [0x01200011], ALLOWED],
    ['clone', [0x10000011], EPERM],
    ['clone', [0x02000000], EPERM],
    ['personality', [0], ALLOWED],
    ['personality', [0xffffffff], ALLOWED],
    ['personality', [0x20008], ALLOWED],
    ['personality', [0x40000], EPERM],
    ['socket', [2], ALLOWED],
    ['socket', [38], EPERM],
    ['socket', [39], ALLOWED],
    ['socket', [40], EPERM],
    ['socket', [41], ALLOWED],
  ])('%s %j: %s', (call, args, expected) => {
    expect(outcome(root, call, args)).toBe(expected);
  });

  it.each([
    ['CAP_SYS_ADMIN', 'mount', []],
    ['CAP_SYS_ADMIN', 'clone', [0x10000011]],
    ['CAP_SYS_ADMIN', 'clone3', []],
    ['CAP_SYSLOG', 'syslog', []],
    ['CAP_BPF', 'bpf', []],
    ['CAP_SYS_PTRACE', 'kcmp', []],
    ['CAP_SYS_TIME', 'clock_settime64', []],
    ['CAP_SYS_NICE', 'mbind', []],
  ])('%s opens %s %j', (capability, call, args) => {
    expect(outcome(filterOf(undefined, [capability]), call, args)).toBe(ALLOWED);
    expect(outcome(filterOf(undefined, []), call, args)).not.toBe(ALLOWED);
  });

  it('closes chroot without CAP_SYS_CHROOT', () => {
    expect(outcome(filterOf(undefined, []), 'chroot')).toBe(EPERM);
  });

  it('has what it does not know not be there, and kills other architectures', () => {
    expect(outcome(root, 451)).toBe(ENOSYS);
    expect(outcome(root, 0xffffffff)).toBe(ENOSYS);
    expect(outcome(root, 251)).toBe(EPERM); // a hole in the table
    expect(outcome(root, 'read', [], 0xc000003e)).toBe('0x0');
  });

  it('is what `builtin` says, and nothing for --privileged', () => {
    expect(filterOf('builtin')).toEqual(root);
    expect(filterOf(undefined, undefined, true)).toBeUndefined();
    expect(filterOf('unconfined')).toBeUndefined();
    expect(outcome(filterOf({ defaultAction: 'SCMP_ACT_ERRNO' }, undefined, true), 'read')).toBe(EPERM);
  });
});

describe('a profile of the user’s', () => {
  const allowing = (...syscalls: object[]) => filterOf({ defaultAction: 'SCMP_ACT_ALLOW', syscalls });
  const rule = (op: string, value: number, valueTwo = 0) => ({
    names: ['write'],
    action: 'SCMP_ACT_ERRNO',
    errnoRet: 28,
    args: [{ index: 2, value, valueTwo, op: `SCMP_CMP_${op}` }],
  });

  it.each<[string, number, number, number[], number[]]>([
    ['EQ', 7, 0, [7], [6, 8]],
    ['NE', 7, 0, [6, 8], [7]],
    ['LT', 7, 0, [0, 6], [7, 8]],
    ['LE', 7, 0, [6, 7], [8]],
    ['GE', 7, 0, [7, 0xffffffff], [6]],
    ['GT', 7, 0, [8], [7, 0]],
    ['MASKED_EQ', 0xf0, 0x30, [0x30, 0x13f], [0x20, 3]],
    ['GT', 2 ** 32, 0, [], [0, 0xffffffff]],
    ['LT', 2 ** 32, 0, [0, 0xffffffff], []],
  ])('compares with %s %i %i', (op, value, valueTwo, holds, fails) => {
    const filter = allowing(rule(op, value, valueTwo));
    for (const third of holds) expect(outcome(filter, 'write', [0, 0, third]), `${third}`).toBe('errno 28');
    for (const third of fails) expect(outcome(filter, 'write', [0, 0, third]), `${third}`).toBe(ALLOWED);
  });

  it('takes conditions for several arguments together, for one argument as alternatives', () => {
    const conditions = (...indexes: number[]) => ({
      names: ['write'],
      action: 'SCMP_ACT_KILL_PROCESS',
      args: indexes.map((index, i) => ({ index, value: i + 1, op: 'SCMP_CMP_EQ' })),
    });
    expect(outcome(allowing(conditions(0, 1)), 'write', [1, 2])).toBe('0x80000000');
    expect(outcome(allowing(conditions(0, 1)), 'write', [1, 3])).toBe(ALLOWED);
    expect(outcome(allowing(conditions(0, 0)), 'write', [2])).toBe('0x80000000');
    expect(outcome(allowing(conditions(0, 0)), 'write', [3])).toBe(ALLOWED);
  });

  it('knows conditions of architecture, capability and kernel', () => {
    const denying = (includes: object, excludes: object = {}) =>
      outcome(allowing({ name: 'mkdir', action: 'SCMP_ACT_ERRNO', includes, excludes }), 'mkdir');
    expect(denying({})).toBe(EPERM);
    expect(denying({ arches: ['x86'] })).toBe(EPERM);
    expect(denying({ arches: ['amd64'] })).toBe(ALLOWED);
    expect(denying({ caps: ['CAP_CHOWN'] })).toBe(EPERM);
    expect(denying({ caps: ['CAP_SYS_ADMIN'] })).toBe(ALLOWED);
    expect(denying({ minKernel: '6.1' })).toBe(EPERM);
    expect(denying({ minKernel: '6.2' })).toBe(ALLOWED);
    expect(denying({}, { minKernel: '4.8' })).toBe(ALLOWED);
    expect(denying({}, { caps: ['CAP_CHOWN'] })).toBe(ALLOWED);
  });

  it('closes the way around through socketcall and ipc', () => {
    const filter = filterOf({
      defaultAction: 'SCMP_ACT_ALLOW',
      syscalls: [{ names: ['connect', 'shmget'], action: 'SCMP_ACT_ERRNO' }],
    });
    expect(outcome(filter, 'socketcall', [3])).toBe(EPERM);
    expect(outcome(filter, 'socketcall', [2])).toBe(ALLOWED);
    expect(outcome(filter, 'ipc', [23])).toBe(EPERM);
  });

  it('jumps over more than a jump reaches', () => {
    const syscalls = [...SYSCALLS.keys()].map((name, index) => ({
      names: [name],
      action: 'SCMP_ACT_ERRNO',
      args: [{ index: 0, value: index, op: 'SCMP_CMP_EQ' }],
    }));
    const filter = allowing(...syscalls);
    [...SYSCALLS.keys()].forEach((name, index) => {
      if (index % 20 !== 0) return;
      expect(outcome(filter, name, [index]), name).toBe(EPERM);
      expect(outcome(filter, name, [index + 1]), name).toBe(ALLOWED);
    });
  });

  it.each<[unknown, string]>([
    ['nonsense', 'Decoding seccomp profile failed: '],
    [{ defaultAction: 1 }, 'Decoding seccomp profile failed: json: cannot unmarshal number'],
    [{ defaultAction: 'SCMP_ACT_FOO' }, 'invalid seccomp action `SCMP_ACT_FOO`'],
    [{ defaultAction: 'SCMP_ACT_NOTIFY' }, 'SCMP_ACT_NOTIFY is not implemented'],
    [{ defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: 5000 }, 'invalid errno value 5000'],
    [{ defaultAction: 'SCMP_ACT_ALLOW', defaultErrnoRet: 5 }, 'errno value specified for action `SCMP_ACT_ALLOW`'],
    [{ defaultAction: 'SCMP_ACT_ALLOW', architectures: ['x'], archMap: [{}] }, "use either 'architectures' or"],
    [{ defaultAction: 'A', syscalls: [{ name: 'a', names: ['b'] }] }, "use either 'name' or 'names'"],
    [{ defaultAction: 'A', syscalls: [{ name: 'a', args: [{ value: -1 }] }] }, 'cannot unmarshal -1'],
    [{ defaultAction: 'A', syscalls: [{ includes: { minKernel: '6' } }] }, 'invalid kernel version: "6"'],
    [{ defaultAction: 'SCMP_ACT_ALLOW', syscalls: [rule('XX', 1)] }, 'invalid seccomp operator `SCMP_CMP_XX`'],
    [
      {
        defaultAction: 'SCMP_ACT_ALLOW',
        syscalls: [{ name: 'read', action: 'SCMP_ACT_KILL', args: [{ index: 9, op: 'SCMP_CMP_EQ' }] }],
      },
      'invalid seccomp index 9',
    ],
  ])('refuses %j', (profile, message) => {
    expect(() => filterOf(profile as object)).toThrow(message);
  });

  it('is none when it is empty', () => {
    expect(filterOf({})).toBeUndefined();
  });

  it('hands flags on', () => {
    const flags = ['SECCOMP_FILTER_FLAG_LOG'];
    expect(filterOf({ defaultAction: 'SCMP_ACT_ALLOW', flags })?.seccomp).toEqual({
      defaultAction: 'SCMP_ACT_ALLOW',
      flags,
    });
  });
});
