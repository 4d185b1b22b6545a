import type { Command, Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';

export type AbsentCommand = Omit<Command, 'run' | 'absent'>;

/** A request by which the daemon gets to say in its own words why the command cannot be. It must change nothing. */
type Question = (args: readonly string[]) => { readonly method?: 'GET' | 'POST'; readonly path: string };

/**
 * Commands that Docker has and Slipway has not: with all of Docker's --help and usage errors. Used rightly, the daemon
 * answers first, where there is something to ask it, and then the CLI says `reason`, a whole clause.
 */
export function absent(commands: readonly AbsentCommand[], reason: string, question?: Question): Command[] {
  return commands.map((command) => ({
    ...command,
    absent: reason,
    run: async ({ cli, flags, args, path }: Invocation): Promise<never> => {
      const asked = question?.(args);
      // what was found so far, as every inspect prints it
      if (asked && command.name === 'inspect' && flags.used.size === 0) await cli.out('[]\n');
      if (asked?.method === 'POST') await cli.api.post(asked.path);
      else if (asked) await cli.api.get(asked.path);
      throw new CliError(`docker: '${path}' is not supported by Slipway: ${reason}`);
    },
  }));
}
