import { SlipwayError } from '../../errors.ts';

const PROTOCOLS = ['tcp', 'udp', 'sctp'];
const MAX_PORT = 65_535;

/**
 * The ports of EXPOSE as a config has them: '80-82' and '53/udp' are 80/tcp, 81/tcp, 82/tcp and 53/udp. What stands
 * before a colon, as in -p, does not count. Errors 'invalid' in the words of go-connections' nat package.
 */
export function exposedPorts(specs: readonly string[]): Record<string, object> {
  const ports: Record<string, object> = {};
  for (const spec of specs) {
    const [range = '', protocolText = 'tcp'] = spec.split('/', 2);
    const protocol = protocolText.toLowerCase() || 'tcp';
    const text = range.slice(range.lastIndexOf(':') + 1);
    if (text === '') throw new SlipwayError('invalid', `No port specified: ${spec}<empty>`);
    const [first, last] = portRange(text);
    if (!PROTOCOLS.includes(protocol)) throw new SlipwayError('invalid', `Invalid proto: ${protocolText}`);
    for (let port = first; port <= last; port++) ports[`${port}/${protocol}`] = {};
  }
  return ports;
}

function portRange(text: string): [number, number] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || first > MAX_PORT || last > MAX_PORT || last < first) {
    throw new SlipwayError('invalid', `Invalid containerPort: ${text}`);
  }
  return [first, last];
}
