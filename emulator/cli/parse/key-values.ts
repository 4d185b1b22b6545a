/** KEY=VALUE items as an object; a key without '=' has the value ''. */
export function keyValues(items: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    items.map((item) => {
      const equals = item.indexOf('=');
      return equals === -1 ? [item, ''] : [item.slice(0, equals), item.slice(equals + 1)];
    }),
  );
}
