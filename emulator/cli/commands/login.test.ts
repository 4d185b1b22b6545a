import { describe, expect, it } from 'vitest';
import { runDocker } from '../docker.ts';
import { fakePlace, fakeTransport } from '../testing/fake-place.ts';

const CONFIG = '/root/.docker/config.json';

/** A place that keeps files, and a daemon that takes the password 'secret'. */
function place(options: { stdin?: string; isTty?: boolean; config?: string } = {}) {
  const files = new Map<string, string>();
  if (options.config !== undefined) files.set(CONFIG, options.config);
  const typed = options.stdin === undefined ? {} : { stdin: new Blob([options.stdin]).stream() };
  const { io, output } = fakePlace({ ...typed, ...(options.isTty ? { isTty: true } : {}) });
  const auths: { username: string; password: string; serveraddress: string }[] = [];
  const headers: (string | undefined)[] = [];
  const transport = fakeTransport({
    'POST /auth': ({ body }) => {
      const auth = JSON.parse(new TextDecoder().decode(body as Uint8Array)) as (typeof auths)[number];
      auths.push(auth);
      if (auth.password === 'secret') return { json: { Status: 'Login Succeeded', IdentityToken: '' } };
      return { status: 401, json: { message: 'login attempt failed' } };
    },
    'POST /images/localhost:5000/app/push': (request) => {
      headers.push(request.headers?.['x-registry-auth']);
      return { text: '{"status":"1: digest: sha256:0 size: 1"}\n' };
    },
  });
  const place = {
    ...io,
    files: {
      ...io.files,
      exists: (path: string) => Promise.resolve(files.has(path)),
      read: (path: string) => Promise.resolve(new TextEncoder().encode(files.get(path))),
      write: (path: string, bytes: Uint8Array) =>
        Promise.resolve(void files.set(path, new TextDecoder().decode(bytes))),
    },
  };
  const docker = (...argv: string[]) => runDocker(argv, place, transport);
  return { docker, output, auths, headers, config: () => JSON.parse(files.get(CONFIG) ?? '{}') as unknown };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('docker login', () => {
  it('keeps what the daemon took, says how, and sends it with a push', async () => {
    const { docker, output, auths, headers, config } = place({ stdin: 'secret\n' });
    expect(await docker('login', '-u', 'me', '--password-stdin', 'http://localhost:5000/v2/')).toBe(0);
    expect(auths).toEqual([{ username: 'me', password: 'secret', serveraddress: 'localhost:5000' }]);
    expect(config()).toEqual({ auths: { 'localhost:5000': { auth: base64('me:secret') } } });
    expect(output.stdout).toBe('Login Succeeded\n');
    expect(output.stderr).toBe(
      `\nWARNING! Your credentials are stored unencrypted in '${CONFIG}'.\n` +
        'Configure a credential helper to remove this warning. See\n' +
        'https://docs.docker.com/go/credential-store/\n\n',
    );
    await docker('push', 'localhost:5000/app:1');
    expect(JSON.parse(Buffer.from(headers[0]!, 'base64url').toString())).toEqual({
      username: 'me',
      password: 'secret',
      serveraddress: 'localhost:5000',
    });
  });

  it('takes what is kept, and warns once', async () => {
    const config = JSON.stringify({ auths: { 'localhost:5000': { auth: base64('me:secret') } }, psFormat: 'x' });
    const { docker, output } = place({ config });
    expect(await docker('login', 'localhost:5000')).toBe(0);
    expect(output.stderr).toBe(
      'Authenticating with existing credentials... [Username: me]\n\n' +
        " Info -> To login with a different account, run 'docker logout' followed by 'docker login'\n\n\n",
    );
  });

  it('asks on a terminal, the password without showing it', async () => {
    const { docker, output, auths, config } = place({ isTty: true, stdin: 'me\nsecr\x7fret\r' });
    expect(await docker('login')).toBe(0);
    expect(auths[0]).toMatchObject({
      username: 'me',
      password: 'secret',
      serveraddress: 'https://index.docker.io/v1/',
    });
    expect(output.raw).toEqual([true, false]);
    expect(output.stdout).toContain('Username: Password: \n');
    expect(Object.keys((config() as { auths: object }).auths)).toEqual(['https://index.docker.io/v1/']);
  });

  it.each([
    [['-u', 'me', '-p', 'wrong', 'localhost:5000'], 'Error response from daemon: login attempt failed'],
    [['-u', '', '-p', 'x'], 'username is empty'],
    [['-p', 'x', '--password-stdin'], 'conflicting options: cannot specify both --password and --password-stdin'],
    [['--password-stdin'], 'the --password-stdin option requires --username to be set'],
    [['-u', 'me'], 'Error: Cannot perform an interactive login from a non TTY device'],
    [[], 'Error: Cannot perform an interactive login from a non TTY device'],
  ])('%j is refused, and nothing is kept', async (argv, message) => {
    const { docker, output, config } = place();
    expect(await docker('login', ...argv)).toBe(1);
    expect(output.stderr).toContain(`${message}\n`);
    expect(config()).toEqual({});
  });

  it('is undone by logout, which leaves the others', async () => {
    const entry = { auth: base64('a:b') };
    const { docker, output, config } = place({
      config: JSON.stringify({ auths: { 'localhost:5000': entry, 'other:5000': entry }, psFormat: 'x' }),
    });
    expect(await docker('logout', 'localhost:5000')).toBe(0);
    expect(output.stdout).toBe('Removing login credentials for localhost:5000\n');
    expect(config()).toEqual({ auths: { 'other:5000': entry }, psFormat: 'x' });
  });
});
