import { parseBytes } from '../format/units.ts';
import { listOf, splitCsv, type FlagType } from './flag-types.ts';

/** The flag types that only create and run have; each checks what Docker's CLI checks before it asks the daemon. */

function isIpAddress(text: string): boolean {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) return four.slice(1).every((part) => Number(part) <= 255);
  return text.includes(':') && /^[\da-fA-F:.]+$/.test(text);
}

export const attachType = listOf('list', (text) => {
  const stream = text.toLowerCase();
  if (['stdin', 'stdout', 'stderr'].includes(stream)) return stream;
  throw new Error('valid streams are STDIN, STDOUT and STDERR');
});

export const addressType = listOf('list', (text) => {
  if (isIpAddress(text.trim())) return text.trim();
  throw new Error(`IP address is not correctly formatted: ${text}`);
});

export const dnsSearchType = listOf('list', (text) => {
  const domain = text.trim();
  if (domain === '.' || /^[a-zA-Z0-9](?:[\w.-]*[a-zA-Z0-9])?\.?$/.test(domain)) return domain;
  throw new Error(`${text} is not a valid domain`);
});

export const extraHostType = listOf('list', (text) => {
  const separator = text.includes('=') ? '=' : ':';
  const index = text.indexOf(separator);
  const [name, address] = index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
  if (index === -1 || name === '') throw new Error(`bad format for add-host: ${JSON.stringify(text)}`);
  const plain = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  if (plain !== 'host-gateway' && !isIpAddress(plain)) {
    throw new Error(`invalid IP address in add-host: ${JSON.stringify(plain)}`);
  }
  return `${name}:${plain}`;
});

export const linkType = listOf('list', (text) => {
  if (text === '') throw new Error('empty string specified for links');
  if (text.split(':').length > 2) throw new Error(`bad format for links: ${text}`);
  return text;
});

export const sysctlType = listOf('map', (text) => {
  const name = text.split('=')[0] ?? '';
  const known = [
    'kernel.msgmax',
    'kernel.msgmnb',
    'kernel.msgmni',
    'kernel.sem',
    'kernel.shmall',
    'kernel.shmmax',
    'kernel.shmmni',
    'kernel.shm_rmid_forced',
  ];
  if (text.includes('=') && (known.includes(name) || name.startsWith('net.') || name.startsWith('fs.mqueue.')))
    return text;
  throw new Error(`sysctl '${text}' is not allowed`);
});

const ulimits = 'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack';

/** --ulimit: 'nofile=100:200', a missing hard limit is the soft one. The words are those of docker/go-units. */
export const ulimitType = listOf('ulimit', (text) => {
  const [, name, limits] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || limits === undefined) throw new Error(`invalid ulimit argument: ${text}`);
  if (!ulimits.split(' ').includes(name)) throw new Error(`invalid ulimit type: ${name}`);
  const [soft = '', hard, ...more] = limits.split(':');
  if (more.length > 0)
    throw new Error(`too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``);
  for (const limit of hard === undefined ? [soft] : [soft, hard]) {
    if (!/^[+-]?\d+$/.test(limit))
      throw new Error(`strconv.ParseInt: parsing ${JSON.stringify(limit)}: invalid syntax`);
  }
  const [softNumber, hardNumber] = [Number(soft), Number(hard ?? soft)];
  if (hardNumber !== -1 && (softNumber === -1 || softNumber > hardNumber)) {
    const why = softNumber === -1 ? `soft: -1 (unlimited), hard: ${hard}` : `${soft} > ${hard}`;
    throw new Error(`ulimit soft limit must be less than or equal to hard limit: ${why}`);
  }
  return text;
});

export const deviceRuleType = listOf('list', (text) => {
  if (/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(text)) return text;
  throw new Error(`invalid device cgroup format '${text}'`);
});

/** --cpus: '1.5' → 1500000000 billionths of a CPU. */
export const cpusType: FlagType = {
  label: 'decimal',
  parse: (text) => {
    if (!/^[+-]?\d*\.?\d+$/.test(text)) throw new Error(`failed to parse ${text} as a rational number`);
    const nano = Math.round(Number(text) * 1e9);
    if ((text.split('.')[1]?.length ?? 0) > 9) throw new Error('value is too precise');
    return [nano];
  },
};

const ratePattern = /^(\/[^:]*):(.+)$/;

/** --device-read-bps and its like: '/dev/sda:1mb'. */
export const deviceRateType = (isBytes: boolean): FlagType =>
  listOf('list', (text) => {
    const [, device, rate] = ratePattern.exec(text) ?? [];
    if (device === undefined || rate === undefined) throw new Error(`bad format: ${text}`);
    try {
      if (isBytes) return `${device}:${parseBytes(rate)}`;
      if (/^\d+$/.test(rate)) return text;
    } catch {
      // said below
    }
    const form = isBytes ? '<device-path>:<number>[<unit>]' : '<device-path>:<number>';
    const note = isBytes
      ? '. Number must be a positive integer. Unit is optional and can be kb, mb, or gb'
      : '. Number must be a positive integer';
    throw new Error(`invalid rate for device: ${text}. The correct format is ${form}${note}`);
  });

export const deviceWeightType = listOf('list', (text) => {
  const [, device, weight] = ratePattern.exec(text) ?? [];
  if (device === undefined || weight === undefined) throw new Error(`bad format: ${text}`);
  const value = Number(weight);
  if (!/^\d+$/.test(weight) || (value > 0 && (value < 10 || value > 1000)))
    throw new Error(`invalid weight for device: ${text}`);
  return text;
});

/** --network: checked when all its flags are known. */
export const networkType: FlagType = {
  label: 'network',
  parse: (text) => {
    if (/^\w+=/.test(text)) splitCsv(text);
    return [text];
  },
};
