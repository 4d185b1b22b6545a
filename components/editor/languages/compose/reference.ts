/** Values that the specification names in prose, while its schema only says "string": compose-spec, 05-services.md. */
const VALUES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^services\/[^/]+\/restart$/, ['"no"', 'always', 'on-failure', 'unless-stopped']],
  [/^services\/[^/]+\/pull_policy$/, ['always', 'never', 'missing', 'build', 'daily', 'weekly']],
  [/^services\/[^/]+\/network_mode$/, ['bridge', 'host', 'none']],
  [/^services\/[^/]+\/ports\/-\/protocol$/, ['tcp', 'udp']],
  [/^services\/[^/]+\/ports\/-\/mode$/, ['host', 'ingress']],
  [/^(?:networks)\/[^/]+\/driver$/, ['bridge']],
  [/^(?:volumes)\/[^/]+\/driver$/, ['local']],
];

export function valuesOf(path: readonly string[]): readonly string[] {
  const written = path.join('/');
  return VALUES.find(([pattern]) => pattern.test(written))?.[1] ?? [];
}

/** Where names stand that the file defines, and under which key of the top. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^services\/[^/]+\/(?:depends_on|links)(?:\/-)?$/, 'services'],
  [/^services\/[^/]+\/extends(?:\/service)?$/, 'services'],
  [/^services\/[^/]+\/networks(?:\/-)?$/, 'networks'],
  [/^services\/[^/]+\/volumes\/-(?:\/source)?$/, 'volumes'],
  [/^services\/[^/]+\/secrets\/-(?:\/source)?$/, 'secrets'],
  [/^services\/[^/]+\/configs\/-(?:\/source)?$/, 'configs'],
];

export function namesWanted(path: readonly string[]): string | undefined {
  const written = path.join('/');
  return NAMES.find(([pattern]) => pattern.test(written))?.[1];
}
