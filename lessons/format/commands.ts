/**
 * The commands of a block `sh`, each as it is typed: one a line, but a line that ends with a backslash goes on in the
 * next, and a here-document (`<<EOF`) ends with its word. Empty lines and comments are none.
 */
export function commandsOf(block: string): string[] {
  const commands: string[] = [];
  let open: string[] = [];
  let until: string | undefined;
  for (const line of block.split('\n')) {
    if (open.length === 0 && (line.trim() === '' || line.trimStart().startsWith('#'))) continue;
    open.push(line);
    until ??= /<<-?\s*(['"]?)(\w+)\1/.exec(line)?.[2];
    const goesOn = until === undefined ? line.endsWith('\\') : line.trim() !== until || open.length === 1;
    if (goesOn) continue;
    commands.push(open.join('\n'));
    open = [];
    until = undefined;
  }
  if (open.length > 0) commands.push(open.join('\n'));
  return commands;
}
