/** Where the commands of a row run: the sandbox, or real Docker. */
export interface Place {
  /** Runs a shell command; milliseconds it took. Throws, with its output, when it fails. */
  run(command: string): Promise<number>;
  /** The same for what it prints. */
  output(command: string): Promise<string>;
}
