import { isPort, localTarget } from '../../emulator/preview/origin.ts';

export interface LocalAddress {
  readonly port: number;
  /** Path, query and fragment. */
  readonly path: string;
}

/** What a learner types into an address bar: '8080', ':8080/x', 'localhost:8080', 'http://localhost:8080/x', '/x'. */
export function parseAddress(text: string, currentPort: number | undefined): LocalAddress | undefined {
  const typed = text.trim();
  if (typed.startsWith('/') && currentPort !== undefined)
    return parseAddress(`http://localhost:${currentPort}${typed}`, undefined);
  const full = /^https?:\/\//.test(typed)
    ? typed
    : `http://${typed.replace(/^:?(\d{1,5})(?=$|[/?#])/, 'localhost:$1')}`;
  const url = URL.parse(full);
  const target = url === null ? undefined : localTarget(url);
  return target !== undefined && isPort(target.port) ? target : undefined;
}

export function formatAddress({ port, path }: LocalAddress): string {
  return `http://localhost:${port}${path}`;
}

/** Places in a line of a terminal that name a published port, as `docker ps` writes them or without a scheme. */
export function portsInLine(
  line: string,
): { readonly index: number; readonly text: string; readonly address: LocalAddress }[] {
  const pattern =
    /(?:0\.0\.0\.0|127\.0\.0\.1|\[::\]):(\d{1,5})->\d+\/tcp|(?<![\w./:])localhost:(\d{1,5})(\/(?:[^\s"'<>()]*[^\s"'<>().,;:!?])?)?/g;
  return [...line.matchAll(pattern)].flatMap((match) => {
    const port = Number(match[1] ?? match[2]);
    return isPort(port) ? [{ index: match.index, text: match[0], address: { port, path: match[3] ?? '/' } }] : [];
  });
}
