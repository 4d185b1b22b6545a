import type { QueryValue } from '../api/client.ts';
import type { Cli } from '../cli.ts';
import type { ParsedFlags } from '../parse/flags.ts';

/** The query of POST /build for a command line. */
export function buildQuery(cli: Cli, flags: ParsedFlags): Record<string, QueryValue> {
  const json = (value: object) => JSON.stringify(value);
  const number = (name: string) => flags.number(name) || undefined;
  const ulimits = flags.list('ulimit').map((text) => {
    const [name = '', limits = ''] = text.split('=');
    const [soft = '', hard = soft] = limits.split(':');
    return { Name: name, Hard: Number(hard), Soft: Number(soft) };
  });
  return {
    t: flags.list('tag'),
    q: flags.bool('quiet'),
    nocache: flags.bool('no-cache'),
    nocachefilter: flags.list('no-cache-filter').length > 0 ? json(stagesOf(flags)) : undefined,
    rm: flags.bool('rm') ? '1' : '0',
    forcerm: flags.bool('force-rm'),
    pull: flags.bool('pull'),
    squash: flags.bool('squash'),
    target: flags.string('target') || undefined,
    platform: flags.string('platform').toLowerCase() || undefined,
    isolation: flags.string('isolation') || undefined,
    networkmode: flags.string('network'),
    memory: number('memory'),
    memswap: number('memory-swap'),
    shmsize: number('shm-size'),
    cpushares: number('cpu-shares'),
    cpuperiod: number('cpu-period'),
    cpuquota: number('cpu-quota'),
    cpusetcpus: flags.string('cpuset-cpus') || undefined,
    cpusetmems: flags.string('cpuset-mems') || undefined,
    cgroupparent: flags.string('cgroup-parent') || undefined,
    extrahosts: flags.list('add-host'),
    securityopt: flags.list('security-opt').length > 0 ? json(flags.list('security-opt')) : undefined,
    cachefrom: flags.list('cache-from').length > 0 ? json(flags.list('cache-from')) : undefined,
    ulimits: ulimits.length > 0 ? json(ulimits) : undefined,
    buildargs: json(argsOf(cli, flags)),
    labels: json(pairsOf(flags.list('label'))),
  };
}

/** `--no-cache-filter a,b` names two stages. */
function stagesOf(flags: ParsedFlags): string[] {
  return flags.list('no-cache-filter').flatMap((text) => text.split(','));
}

/** A name alone has the value it has here, or none. */
function argsOf(cli: Cli, flags: ParsedFlags): Record<string, string | null> {
  return Object.fromEntries(
    flags.list('build-arg').map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text, cli.io.environment[text] ?? null] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function pairsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
