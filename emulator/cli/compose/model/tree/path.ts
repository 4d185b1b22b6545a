/**
 * Whether `path` is one that `pattern` describes: '*' stands for any one key. Patterns are written as compose's rules
 * are: 'services.*.build.args'.
 */
export function matchesPath(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, index) => part === '*' || part === path[index]);
}

/** A table of rules by pattern, that is looked through once a path. */
export class PathTable<Rule> {
  readonly #byLength = new Map<number, { readonly parts: readonly string[]; readonly rule: Rule }[]>();

  constructor(rules: Readonly<Record<string, Rule>>) {
    for (const [pattern, rule] of Object.entries(rules)) {
      const parts = pattern.split('.');
      const same = this.#byLength.get(parts.length) ?? [];
      this.#byLength.set(parts.length, [...same, { parts, rule }]);
    }
  }

  get(path: readonly string[]): Rule | undefined {
    const matches = (parts: readonly string[]): boolean =>
      parts.every((part, index) => part === '*' || part === path[index]);
    return this.#byLength.get(path.length)?.find((one) => matches(one.parts))?.rule;
  }
}
