import { SlipwayError } from '../../errors.ts';

/** capabilities(7), in the order of their numbers. */
const ALL: readonly string[] = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_DAC_READ_SEARCH',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETPCAP',
  'CAP_LINUX_IMMUTABLE',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_BROADCAST',
  'CAP_NET_ADMIN',
  'CAP_NET_RAW',
  'CAP_IPC_LOCK',
  'CAP_IPC_OWNER',
  'CAP_SYS_MODULE',
  'CAP_SYS_RAWIO',
  'CAP_SYS_CHROOT',
  'CAP_SYS_PTRACE',
  'CAP_SYS_PACCT',
  'CAP_SYS_ADMIN',
  'CAP_SYS_BOOT',
  'CAP_SYS_NICE',
  'CAP_SYS_RESOURCE',
  'CAP_SYS_TIME',
  'CAP_SYS_TTY_CONFIG',
  'CAP_MKNOD',
  'CAP_LEASE',
  'CAP_AUDIT_WRITE',
  'CAP_AUDIT_CONTROL',
  'CAP_SETFCAP',
  'CAP_MAC_OVERRIDE',
  'CAP_MAC_ADMIN',
  'CAP_SYSLOG',
  'CAP_WAKE_ALARM',
  'CAP_BLOCK_SUSPEND',
  'CAP_AUDIT_READ',
  'CAP_PERFMON',
  'CAP_BPF',
  'CAP_CHECKPOINT_RESTORE',
];

/** What a container has unless told otherwise (Docker's documentation, "Runtime privilege and Linux capabilities"). */
const DEFAULT: readonly string[] = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FSETID',
  'CAP_FOWNER',
  'CAP_MKNOD',
  'CAP_NET_RAW',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETFCAP',
  'CAP_SETPCAP',
  'CAP_NET_BIND_SERVICE',
  'CAP_SYS_CHROOT',
  'CAP_KILL',
  'CAP_AUDIT_WRITE',
];

/** 'net_admin' → 'CAP_NET_ADMIN'; 'ALL' stays. Error 'invalid' for an unknown one; `field` is 'CapAdd' or 'CapDrop'. */
export function normalizeCapabilities(names: readonly string[] | null, field: string): string[] {
  return (names ?? []).map((name) => {
    const upper = name.toUpperCase();
    if (upper === 'ALL') return upper;
    const full = upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
    if (!ALL.includes(full)) throw new SlipwayError('invalid', `invalid ${field}: unknown capability: "${full}"`);
    return full;
  });
}

/** The bounding set of a container. */
export function capabilitiesFor(host: {
  readonly Privileged: boolean;
  readonly CapAdd: readonly string[] | null;
  readonly CapDrop: readonly string[] | null;
}): readonly string[] {
  if (host.Privileged) return ALL;
  const add = normalizeCapabilities(host.CapAdd, 'CapAdd');
  const drop = normalizeCapabilities(host.CapDrop, 'CapDrop');
  if (add.includes('ALL')) return ALL.filter((name) => !drop.includes(name));
  const base = drop.includes('ALL') ? [] : DEFAULT.filter((name) => !drop.includes(name));
  return [...base, ...add.filter((name) => !base.includes(name))];
}
