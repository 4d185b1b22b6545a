/** Go's `%q` of a string. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`);
}

/** Go's `%q` of a list of strings: `["a" "b"]`. */
export function quotedList(words: readonly string[] | null): string {
  return `[${(words ?? []).map(quoted).join(' ')}]`;
}

/** Go's `%v` of a list of strings: `[a b]`. */
export function plainList(words: readonly string[]): string {
  return `[${words.join(' ')}]`;
}

/** Go's time.Duration as text: '1m30s'. */
export function durationText(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 1e9) return nanoseconds < 1e6 ? `${nanoseconds / 1e3}µs` : `${nanoseconds / 1e6}ms`;
  const seconds = (nanoseconds % 60e9) / 1e9;
  const minutes = Math.floor(nanoseconds / 60e9);
  const hours = Math.floor(minutes / 60);
  return (hours > 0 ? `${hours}h` : '') + (minutes > 0 ? `${minutes % 60}m` : '') + `${seconds}s`;
}

/** Go's `%q` of a small integer: the character of that number. */
export function quotedRune(value: number): string {
  if (value < 0x20 || value === 0x7f) {
    const short: Readonly<Record<number, string>> = { 7: 'a', 8: 'b', 9: 't', 10: 'n', 11: 'v', 12: 'f', 13: 'r' };
    return `'\\${short[value] ?? `x${value.toString(16).padStart(2, '0')}`}'`;
  }
  return `'${String.fromCharCode(value)}'`;
}
