import type { Cli } from '../../cli.ts';
import { isoSeconds } from '../../format/go-time.ts';

/** A warning as Go's logrus prints it: for people on a terminal, as fields elsewhere. With its newline. */
export function warnLine(cli: Cli, message: string): string {
  if (cli.io.stderrIsTty) return `\x1b[33mWARN\x1b[0m[0000] ${message} \n`;
  const time = isoSeconds(Math.floor(Date.now() / 1000));
  return `time="${time}" level=warning msg=${JSON.stringify(message)}\n`;
}
