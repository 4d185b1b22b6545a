import type { Command, CommandGroup } from '../command.ts';
import { completionScripts } from '../completion/scripts.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { absent } from './absent/absent.ts';

type Shell = keyof typeof completionScripts;

const loading: Readonly<Record<Shell, string>> = {
  bash: 'source <(docker completion bash)',
  zsh: 'source <(docker completion zsh)',
  fish: 'docker completion fish | source',
};

const short = (shell: string): string => `Generate the autocompletion script for ${shell}`;

function completionCommand(shell: Shell): Command {
  return {
    name: shell,
    use: '[flags]',
    short: short(shell),
    long: `${short(shell)}.\n\nTo load completions in the current shell:\n\n\t${loading[shell]}`,
    arguments: noArguments,
    flags: [{ name: 'no-descriptions', type: flagTypes.bool, help: 'disable completion descriptions' }],
    run: ({ cli, flags }) => {
      const asked = flags.bool('no-descriptions') ? '__completeNoDesc' : '__complete';
      return cli.out(completionScripts[shell].replace('docker __complete ', `docker ${asked} `));
    },
  };
}

/** Hidden, as Docker has it: `docker completion bash` prints a script to be sourced. */
export const completionGroup: CommandGroup = {
  name: 'completion',
  short: 'Generate the autocompletion script for the specified shell',
  long: `Generate the autocompletion script for docker for the specified shell.
See each sub-command's help for details on how to use the generated script.`,
  hidden: true,
  commands: [
    completionCommand('bash'),
    completionCommand('fish'),
    ...absent(
      [{ name: 'powershell', use: '', short: short('powershell'), arguments: noArguments, flags: [] }],
      'there is no PowerShell in its machine',
    ),
    completionCommand('zsh'),
  ],
};
