import { goQuote } from '../format/text.ts';

/** Port flags in the forms of docker-run(1): -p [ip:][hostPort[-hostPort]:]containerPort[-containerPort][/protocol]. */

export interface PublishedPorts {
  readonly exposed: Record<string, Record<string, never>>;
  readonly bindings: Record<string, { HostIp: string; HostPort: string }[]>;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** '80' or '80-82'. Throws in the words of docker/go-connections. */
export function parsePortRange(text: string): Range {
  if (text === '') throw new Error('empty string specified for ports.');
  const [firstText = '', lastText = firstText] = text.split('-');
  const [first, last] = [parsePort(firstText), parsePort(lastText)];
  if (last < first) throw new Error(`invalid range specified for port: ${text}`);
  return { first, last };
}

function parsePort(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`strconv.ParseUint: parsing ${goQuote(text)}: invalid syntax`);
  if (Number(text) > 65535) throw new Error(`strconv.ParseUint: parsing ${goQuote(text)}: value out of range`);
  return Number(text);
}

export function splitProtocol(text: string): { port: string; protocol: string } {
  const [port = '', protocol = ''] = text.split('/');
  return { port, protocol: protocol || 'tcp' };
}

/** 'published=8080,target=80' as '8080:80/tcp'. */
function shortForm(text: string): string {
  if (!text.includes('=')) return text;
  const fields: Record<string, string> = { protocol: 'tcp' };
  for (const part of text.split(',')) {
    const [name = '', value] = part.split('=');
    if (name === '' || value === undefined) {
      throw new Error(`invalid publish opts format (should be name=value but got '${part}')`);
    }
    fields[name] = value;
  }
  return `${fields['published'] ?? ''}:${fields['target'] ?? ''}/${fields['protocol']}`;
}

/** All -p flags together. Throws an Error in Docker's words. */
export function parsePublished(specs: readonly string[]): PublishedPorts {
  const exposed: Record<string, Record<string, never>> = {};
  const bindings: PublishedPorts['bindings'] = {};
  for (const spec of specs.map(shortForm)) {
    for (const { port, host } of parseOne(spec)) {
      exposed[port] = {};
      (bindings[port] ??= []).push(host);
    }
  }
  return { exposed, bindings };
}

function parseOne(spec: string): { port: string; host: { HostIp: string; HostPort: string } }[] {
  const { ip, hostPort, containerPort } = splitSpec(spec);
  const { port, protocol } = splitProtocol(containerPort);
  const hostIp = ip.startsWith('[') ? ip.slice(1, -1) : ip;
  if (hostIp !== '' && !/^(\d{1,3}(\.\d{1,3}){3}|(?=.*:.*:)[\da-fA-F:.]+)$/.test(hostIp)) {
    throw new Error(`invalid IP address: ${ip}`);
  }
  if (port === '') throw new Error(`no port specified: ${spec}<empty>`);
  const range = inWords(() => parsePortRange(port), `invalid containerPort: ${port}`);
  const host = hostPort === '' ? undefined : inWords(() => parsePortRange(hostPort), `invalid hostPort: ${hostPort}`);
  const width = range.last - range.first;
  if (host && host.last - host.first !== width && width !== 0) {
    throw new Error(`invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw new Error(`invalid proto: ${protocol}`);
  return Array.from({ length: width + 1 }, (_, index) => {
    // one container port with a range of host ports: the daemon takes the first free one
    const isChoice = host !== undefined && width === 0 && host.first !== host.last;
    const HostPort = host === undefined ? '' : isChoice ? hostPort : String(host.first + index);
    return { port: `${range.first + index}/${protocol.toLowerCase()}`, host: { HostIp: hostIp, HostPort } };
  });
}

function splitSpec(spec: string): { ip: string; hostPort: string; containerPort: string } {
  const parts = spec.split(':');
  const containerPort = parts.pop() ?? '';
  const hostPort = parts.pop() ?? '';
  return { ip: parts.join(':'), hostPort, containerPort };
}

function inWords<T>(action: () => T, message: string): T {
  try {
    return action();
  } catch {
    throw new Error(message);
  }
}

/** Ports of --expose: '80', '80/udp', '8000-8010'. */
export function parseExposed(specs: readonly string[]): string[] {
  return specs.flatMap((spec) => {
    if (spec.includes(':')) throw new Error(`invalid port format for --expose: ${spec}`);
    const { port, protocol } = splitProtocol(spec);
    let range: Range;
    try {
      range = parsePortRange(port);
    } catch (error) {
      throw new Error(
        `invalid range format for --expose: ${spec}, error: ${error instanceof Error ? error.message : ''}`,
      );
    }
    return Array.from({ length: range.last - range.first + 1 }, (_, index) => `${range.first + index}/${protocol}`);
  });
}
