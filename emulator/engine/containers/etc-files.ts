import type { NetworkEndpoint } from '../networks/networks.ts';
import type { ContainerRecord } from './record.ts';

const HOSTS_HEAD =
  '127.0.0.1\tlocalhost\n' +
  '::1\tlocalhost ip6-localhost ip6-loopback\n' +
  'fe00::0\tip6-localnet\n' +
  'ff00::0\tip6-mcastprefix\n' +
  'ff02::1\tip6-allnodes\n' +
  'ff02::2\tip6-allrouters\n';

/** /etc/hosts: loopback, `--add-host`, links, and the container's own addresses. */
export function hostsFile(
  record: ContainerRecord,
  hostname: string,
  endpoints: readonly NetworkEndpoint[],
  /** Lines for `--link`. */
  links: readonly string[] = [],
): string {
  const extra = (record.hostConfig.ExtraHosts ?? []).map((entry) => {
    const [name, ...address] = entry.split(':');
    const gateway = endpoints.find((endpoint) => endpoint.gateway !== '')?.gateway;
    const value = address.join(':');
    return `${value === 'host-gateway' && gateway ? gateway : value}\t${name}\n`;
  });
  const domain = record.config.Domainname;
  const names = domain === '' ? hostname : `${hostname}.${domain} ${hostname}`;
  const own = endpoints
    .filter((endpoint) => endpoint.address !== '')
    .map((endpoint) => `${endpoint.address}\t${names}\n`);
  return [HOSTS_HEAD, ...extra, ...links, ...own].join('');
}

/**
 * /etc/resolv.conf: the guest's own, with what `--dns`, `--dns-search` and `--dns-option` replace (resolv.conf(5)).
 * With `embedded` the name server is Docker's own, which the container has in user-defined networks.
 */
export function resolvConf(record: ContainerRecord, guestFile: string, embedded = false): string {
  const { Dns: servers, DnsSearch: search, DnsOptions: options } = record.hostConfig;
  const lines = guestFile.split('\n').filter((line) => line.trim() !== '' && !/^\s*[#;]/.test(line));
  const keep = (keyword: string) => lines.filter((line) => line.trim().split(/\s+/)[0] === keyword);
  const searchValue = search.filter((domain) => domain !== '.').join(' ');
  const optionWords =
    options.length > 0 ? [...options] : keep('options').flatMap((line) => line.trim().split(/\s+/).slice(1));
  if (embedded && !optionWords.some((word) => word.startsWith('ndots:'))) optionWords.push('ndots:0');
  const optionLines = optionWords.length > 0 ? [`options ${optionWords.join(' ')}`] : [];
  const parts = [
    ...(search.length > 0 ? (searchValue === '' ? [] : [`search ${searchValue}`]) : keep('search')),
    ...(embedded
      ? ['nameserver 127.0.0.11']
      : servers.length > 0
        ? servers.map((server) => `nameserver ${server}`)
        : keep('nameserver')),
    ...optionLines,
  ];
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

/** Where a container's own /etc files are in the guest. */
export function etcPaths(id: string): { hosts: string; hostname: string; resolvConf: string } {
  const folder = `/var/lib/docker/containers/${id}`;
  return { hosts: `${folder}/hosts`, hostname: `${folder}/hostname`, resolvConf: `${folder}/resolv.conf` };
}
