import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../engine/api/http-server.ts';
import { startTestEngine, type TestEngine } from '../engine/testing/test-engine.ts';
import { duplexOf } from './socket-duplex.ts';

const hasDocker = (() => {
  try {
    execFileSync('docker', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The engine over the fake guest, driven by the real docker command. */
describe.skipIf(!hasDocker)('the docker command over a unix socket', () => {
  let folder: string;
  let server: Server;
  let engine: TestEngine;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-engine-'));
    engine = await startTestEngine();
    const { transport } = engine.engine;
    server = createServer({ allowHalfOpen: true }, (socket) => void serveHttp(duplexOf(socket), transport));
    await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve));
  });

  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  function docker(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    return dockerWith('', ...args);
  }

  function dockerWith(input: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
    return new Promise((resolve) => {
      const child = execFile(
        'docker',
        ['-H', `unix://${join(folder, 'docker.sock')}`, ...args],
        { timeout: 15_000, env: { ...process.env, DOCKER_HOST: '', DOCKER_CONFIG: folder } },
        (error, out, err) => resolve({ code: error ? Number(error.code ?? -1) : 0, out, err }),
      );
      child.stdin!.end(input);
    });
  }

  it('asks for version and info', async () => {
    expect((await docker('version', '--format', '{{.Server.APIVersion}} {{.Server.Os}}/{{.Server.Arch}}')).out).toBe(
      '1.43 linux/386\n',
    );
    const info = await docker('info');
    expect(info.code, info.err).toBe(0);
    expect(info.out).toContain('Storage Driver: overlay2');
    expect(info.out).toContain('Kernel Version: 6.1.0-slipway');
  });

  it('runs in the foreground with output, input and exit codes', async () => {
    expect(await docker('run', '--rm', 'test', 'echo', 'hi')).toEqual({ code: 0, out: 'hi\n', err: '' });
    expect((await docker('run', '--rm', 'test', 'false')).code).toBe(1);
    expect(await dockerWith('typed\n', 'run', '-i', '--rm', 'test', 'cat')).toEqual({
      code: 0,
      out: 'typed\n',
      err: '',
    });
    const missing = await docker('run', '--rm', 'test', 'nope');
    expect(missing.code).toBe(127);
    expect(missing.err).toContain('exec: "nope": executable file not found in $PATH');
    expect((await docker('ps', '-aq')).out).toBe('');
  });

  it('runs in the background: ps, logs, exec, inspect, top, stop, rm', async () => {
    const started = await docker('run', '-d', '--name', 'web', '-e', 'X=1', '-v', 'data:/data', 'test', 'serve');
    expect(started.out).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await docker('ps', '--format', '{{.Names}} {{.Image}} {{.Command}} {{.Status}}')).out).toMatch(
      /^web test "serve" Up /,
    );
    expect((await docker('logs', 'web')).out).toBe('ready\n');
    expect((await docker('exec', 'web', 'echo', 'there')).out).toBe('there\n');
    expect((await docker('exec', 'web', 'nope')).code).toBe(126);
    expect(await dockerWith('piped', 'exec', '-i', 'web', 'cat')).toEqual({ code: 0, out: 'piped', err: '' });
    expect((await docker('inspect', '-f', '{{.NetworkSettings.IPAddress}} {{.State.Status}}', 'web')).out).toBe(
      '172.17.0.2 running\n',
    );
    expect((await docker('top', 'web')).out).toMatch(/^UID +PID +PPID +C +STIME +TTY +TIME +CMD\nroot +\d+ .*serve\n$/);
    expect((await docker('rename', 'web', 'www')).code).toBe(0);
    expect((await docker('restart', '-t', '1', 'www')).out).toBe('www\n');
    const waiting = docker('wait', 'www');
    expect((await docker('stop', 'www')).out).toBe('www\n');
    expect((await waiting).out).toBe('0\n');
    expect((await docker('rm', 'www')).out).toBe('www\n');
    expect((await docker('volume', 'ls', '-q')).out).toBe('data\n');
    expect((await docker('network', 'inspect', '-f', '{{(index .IPAM.Config 0).Subnet}}', 'bridge')).out).toBe(
      '172.17.0.0/16\n',
    );
  });

  it('publishes ports: port, ps, a port that is taken', async () => {
    const options = ['-p', '8080:80', '-p', '127.0.0.1:5353:53/udp', '-p', '443'];
    expect((await docker('run', '-d', '--name', 'p1', ...options, 'test', 'serve')).code).toBe(0);
    const listed = (await docker('port', 'p1')).out;
    const inOrder = '53/udp -> 127.0.0.1:5353\n80/tcp -> 0.0.0.0:8080\n443/tcp -> 0.0.0.0:32768\n';
    const lines = (text: string) => text.split('\n').sort();
    const clientVersion = (await docker('version', '--format', '{{.Client.Version}}')).out;
    // Docker CLI 20.10 prints the ports in the order of a Go map, which is another one each time.
    const isOld = Number.parseInt(clientVersion) <= 20;
    if (!isOld) expect(listed).toBe(inOrder);
    else expect(lines(listed)).toEqual(lines(inOrder));
    expect((await docker('ps', '--format', '{{.Ports}}')).out).toBe(
      '127.0.0.1:5353->53/udp, 0.0.0.0:8080->80/tcp, 0.0.0.0:32768->443/tcp\n',
    );
    const taken = await docker('run', '-d', '--name', 'p2', '-p', '8080:80', 'test', 'serve');
    expect(taken.code).toBe(125);
    // The old client ends the engine's words with a full stop of its own.
    const [reason = ''] = taken.err.split('\n');
    expect(isOld ? reason.replace(/\.$/, '') : reason).toMatch(
      /^docker: Error response from daemon: driver failed programming external connectivity on endpoint p2 \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
    );
    expect((await docker('ps', '-a', '--filter', 'name=p2', '--format', '{{.Status}}')).out).toBe('Created\n');
    await docker('rm', '-f', 'p1');
    expect((await docker('start', 'p2')).out).toBe('p2\n');
    await docker('rm', '-f', 'p2');
  });

  it('follows logs and events until it is interrupted', async () => {
    await docker('run', '-d', '--name', 'ff', 'test', 'serve');
    for (const args of [
      ['logs', '-f', 'ff'],
      ['events', '--since', '1m'],
    ]) {
      const child = spawn('docker', ['-H', `unix://${join(folder, 'docker.sock')}`, ...args], {
        env: { ...process.env, DOCKER_HOST: '' },
      });
      const first = await new Promise<string>((resolve) =>
        child.stdout.once('data', (data: Buffer) => resolve(data.toString())),
      );
      expect(first.length).toBeGreaterThan(0);
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGINT');
      await closed;
    }
    expect((await docker('rm', '-f', 'ff')).out).toBe('ff\n');
  });

  it('says what is not there', async () => {
    expect((await docker('inspect', 'nope')).err).toContain('No such object: nope');
    const published = await docker('run', '-p', '80:80/sctp', 'test', 'true');
    expect(published.code).toBe(125);
    expect(published.err).toContain('publishing a port with SCTP (-p …/sctp) is not implemented in Slipway');
    expect((await docker('run', '--rm', '--cap-add', 'ZZ', 'test', 'true')).err).toContain(
      'invalid CapAdd: unknown capability: "CAP_ZZ"',
    );
  });
});
