import type { SeccompProfile, SyscallRule } from './profile.ts';
import { SYSCALLS } from './syscalls-i386.ts';

/**
 * Docker's default profile ("Seccomp security profiles for Docker" in its documentation; the list itself is
 * github.com/moby/profiles, seccomp/default.json, Apache-2.0) as it comes out for 32-bit x86, written the other way
 * round: what is not named here is allowed. The table of system calls is closed, so a call that a later kernel adds
 * is not allowed by that.
 */

/** Never. Beside calls that Linux itself has dropped: keys, swap, moved pages, other root file systems, io_uring. */
const NEVER = `_sysctl add_key afs_syscall arch_prctl bdflush break create_module ftime get_kernel_syms getpmsg gtty idle
  io_uring_enter io_uring_register io_uring_setup kexec_load keyctl lock migrate_pages move_pages mpx nfsservctl nice
  oldfstat oldlstat oldolduname oldstat olduname pivot_root prof profil putpmsg query_module readdir request_key sgetmask
  sigaction signal sigpending sigsuspend ssetmask stty swapoff swapon sysfs ulimit uselib userfaultfd ustat vm86 vm86old
  vserver`;

/** With this capability only. */
const WITH_CAPABILITY: Readonly<Record<string, string>> = {
  CAP_BPF: 'bpf',
  CAP_DAC_READ_SEARCH: 'open_by_handle_at',
  CAP_PERFMON: 'perf_event_open',
  CAP_SYSLOG: 'syslog',
  CAP_SYS_ADMIN: `bpf clone clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie mount mount_setattr
    move_mount open_tree perf_event_open quotactl quotactl_fd setdomainname sethostname setns syslog umount umount2
    unshare`,
  CAP_SYS_BOOT: 'reboot',
  CAP_SYS_CHROOT: 'chroot',
  CAP_SYS_MODULE: 'delete_module finit_module init_module',
  CAP_SYS_NICE: 'get_mempolicy mbind set_mempolicy set_mempolicy_home_node',
  CAP_SYS_PACCT: 'acct',
  CAP_SYS_PTRACE: 'kcmp pidfd_getfd process_madvise',
  CAP_SYS_RAWIO: 'ioperm iopl',
  CAP_SYS_TIME: 'clock_settime clock_settime64 settimeofday stime',
  CAP_SYS_TTY_CONFIG: 'vhangup',
};

const ENOSYS = 38;
const EPERM = 1;
/** CLONE_NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWCGROUP. */
const NEW_NAMESPACES = 0x7e020000;
/** PER_LINUX and PER_LINUX32, each also with UNAME26, and the question which one it is. */
const PERSONALITIES = [0, 0x8, 0x20000, 0x20008, 0xffffffff];
const AF_ALG = 38;
const AF_VSOCK = 40;

const words = (text: string): string[] => text.split(/\s+/);
const argument = (op: string, value: number, valueTwo = 0) => [{ index: 0, value, valueTwo, op: `SCMP_CMP_${op}` }];

const RULES: readonly SyscallRule[] = [
  ...Object.entries(WITH_CAPABILITY).map(([capability, names]): SyscallRule => ({
    names: words(names),
    action: 'SCMP_ACT_ALLOW',
    includes: { caps: [capability] },
  })),
  ...PERSONALITIES.map((value): SyscallRule => ({
    names: ['personality'],
    action: 'SCMP_ACT_ALLOW',
    args: argument('EQ', value),
  })),
  // No AF_ALG and no AF_VSOCK; as in Docker, socketcall(2) is a way around.
  ...[argument('LT', AF_ALG), argument('EQ', AF_ALG + 1), argument('GT', AF_VSOCK)].map((args): SyscallRule => ({
    names: ['socket'],
    action: 'SCMP_ACT_ALLOW',
    args,
  })),
  {
    names: ['clone'],
    action: 'SCMP_ACT_ALLOW',
    args: argument('MASKED_EQ', NEW_NAMESPACES),
    excludes: { caps: ['CAP_SYS_ADMIN'] },
  },
  // Its flags are behind a pointer, where no filter can look: callers fall back to clone(2).
  { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS, excludes: { caps: ['CAP_SYS_ADMIN'] } },
];

const restricted = new Set([...words(NEVER), ...RULES.flatMap(({ names }) => names)]);

export const DEFAULT_PROFILE: SeccompProfile = {
  defaultAction: 'SCMP_ACT_ERRNO',
  defaultErrnoRet: EPERM,
  syscalls: [
    { names: [...SYSCALLS.keys()].filter((name) => !restricted.has(name)), action: 'SCMP_ACT_ALLOW' },
    ...RULES,
  ],
};
