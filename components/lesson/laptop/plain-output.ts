/** What a terminal would show of a program's output: without colours, and of a line that was written anew its last state. */
export function plainOutput(output: string): string {
  return (
    output
      // CSI sequences (ECMA-48, 5.4).
      .replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
      .replace(/\r\n/g, '\n')
      .replace(/^.*\r/gm, '')
  );
}
