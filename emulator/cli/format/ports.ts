import type { PortSummary } from '../api/types.ts';

/** The PORTS column: '0.0.0.0:80->80/tcp, 443/tcp'; runs of ports that map to themselves are joined ('80-82/tcp'). */
export function displayPorts(ports: readonly PortSummary[]): string {
  const order = (left: PortSummary, right: PortSummary): number =>
    left.PrivatePort - right.PrivatePort ||
    compare(left.IP ?? '', right.IP ?? '') ||
    (left.PublicPort ?? 0) - (right.PublicPort ?? 0) ||
    compare(left.Type, right.Type);
  const open = new Map<string, { ip: string; type: string; first: number; last: number }>();
  const shown: string[] = [];
  const mapped: string[] = [];
  for (const port of [...ports].sort(order)) {
    const ip = port.IP ?? '';
    if (ip !== '' && port.PublicPort !== port.PrivatePort) {
      mapped.push(`${joinHostPort(ip, String(port.PublicPort ?? 0))}->${port.PrivatePort}/${port.Type}`);
      continue;
    }
    const key = `${ip}/${port.Type}`;
    const run = open.get(key);
    if (run && port.PrivatePort === run.last + 1) {
      run.last = port.PrivatePort;
      continue;
    }
    if (run) shown.push(runText(run));
    const next = { ip, type: port.Type, first: port.PrivatePort, last: port.PrivatePort };
    if (run) Object.assign(run, next);
    else open.set(key, next);
  }
  return [...shown, ...[...open.values()].map(runText), ...mapped].join(', ');
}

function runText(run: { ip: string; type: string; first: number; last: number }): string {
  const range = run.first === run.last ? String(run.first) : `${run.first}-${run.last}`;
  return `${run.ip === '' ? range : `${joinHostPort(run.ip, range)}->${range}`}/${run.type}`;
}

export function joinHostPort(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
