import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { between } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { forgetLogin, keepLogin, serverOf, storedLogin, type StoredLogin } from '../registry-auth.ts';
import { Questions } from '../terminal/ask.ts';

export const login: Command = {
  name: 'login',
  use: '[OPTIONS] [SERVER]',
  short: 'Authenticate to a registry',
  long: 'Authenticate to a registry.\nDefaults to Docker Hub if no server is specified.',
  flags: [
    { name: 'password', short: 'p', type: flagTypes.string, help: 'Password or Personal Access Token (PAT)' },
    {
      name: 'password-stdin',
      type: flagTypes.bool,
      help: 'Take the Password or Personal Access Token (PAT) from stdin',
    },
    { name: 'username', short: 'u', type: flagTypes.string, help: 'Username' },
  ],
  arguments: between(0, 1),
  run: async ({ cli, flags, args }) => {
    const server = serverOf(args[0] ?? '');
    const username = flags.string('username').trim();
    if (flags.changed('username') && username === '') throw new CliError('username is empty');
    let password = flags.string('password');
    if (flags.changed('password')) {
      if (flags.bool('password-stdin')) {
        throw new CliError('conflicting options: cannot specify both --password and --password-stdin');
      }
      if (password === '') throw new CliError('password is empty');
      await cli.err('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
    }
    if (flags.bool('password-stdin')) {
      if (username === '') throw new CliError('the --password-stdin option requires --username to be set');
      password = await passwordFromStdin(cli);
    }
    const kept = username === '' && password === '' ? await storedLogin(cli, server) : undefined;
    const entered = kept ? await useKept(cli, server, kept) : await ask(cli, username, password);
    await enter(cli, server, entered);
    if (await keepLogin(cli, server, entered)) {
      await cli.err(
        `\nWARNING! Your credentials are stored unencrypted in '${cli.configFolder}/config.json'.\n` +
          'Configure a credential helper to remove this warning. See\n' +
          'https://docs.docker.com/go/credential-store/\n\n',
      );
    }
    await cli.out('Login Succeeded\n');
  },
};

export const logout: Command = {
  name: 'logout',
  use: '[SERVER]',
  short: 'Log out from a registry',
  long: 'Log out from a registry.\nIf no server is specified, the default is defined by the daemon.',
  flags: [],
  arguments: between(0, 1),
  run: async ({ cli, args }) => {
    const server = serverOf(args[0] ?? '');
    await cli.out(`Removing login credentials for ${server}\n`);
    await forgetLogin(cli, server);
  },
};

async function passwordFromStdin(cli: Cli): Promise<string> {
  const text = await new Response(cli.io.stdin as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  return text.replace(/\r?\n$/, '').replace(/\r$/, '');
}

async function useKept(cli: Cli, server: string, kept: StoredLogin): Promise<StoredLogin> {
  await cli.err(
    `Authenticating with existing credentials... [Username: ${kept.username}]\n\n` +
      " Info -> To login with a different account, run 'docker logout' followed by 'docker login'\n\n\n",
  );
  return kept;
}

async function ask(cli: Cli, username: string, password: string): Promise<StoredLogin> {
  if (username !== '' && password !== '') return { username, password };
  if (!cli.io.stdinIsTty) throw new CliError('Error: Cannot perform an interactive login from a non TTY device');
  const questions = new Questions(cli);
  const name = username === '' ? (await questions.line('Username: ')).trim() : username;
  if (name === '') throw new CliError('Error: Non-null Username Required');
  const secret = password === '' ? await questions.secret('Password: ') : password;
  if (secret === '') throw new CliError('Error: Password Required');
  return { username: name, password: secret };
}

async function enter(cli: Cli, server: string, entered: StoredLogin): Promise<void> {
  await cli.api.post('/auth', { body: { ...entered, serveraddress: server } });
}
