import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenAt } from './listen-at.ts';

/** Says hello to each; one that does not read it is no error. */
const greeter = () => createServer((socket) => socket.on('error', () => {}).end('hello'));

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-listen-'));
  path = join(folder, 'docker.sock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** 'hello' from whoever listens at the path. */
const greeting = () =>
  new Promise((resolve, reject) =>
    connect(path)
      .once('data', (bytes) => resolve(String(bytes)))
      .once('error', reject),
  );

test('a socket that a killed process left gives way', async () => {
  // Killed before it can clean up, as `kill -9` does it.
  const left = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  expect(spawnSync(process.execPath, ['-e', left]).signal).toBe('SIGKILL');
  expect(existsSync(path)).toBe(true);
  const server = greeter();
  await listenAt(server, path);
  expect(await greeting()).toBe('hello');
  server.close();
});

test('one that is in use is refused, and stays in use', async () => {
  const first = greeter();
  await listenAt(first, path);
  await expect(listenAt(createServer(), path)).rejects.toThrow(`--listen ${path}: another process listens there`);
  expect(await greeting()).toBe('hello');
  first.close();
});

test('a file is refused, and stays', async () => {
  writeFileSync(path, 'mine');
  await expect(listenAt(createServer(), path)).rejects.toThrow(`--listen ${path}: there is a file`);
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

test('a folder that is not there is named', async () => {
  const nowhere = join(folder, 'no', 'x.sock');
  await expect(listenAt(createServer(), nowhere)).rejects.toThrow(`--listen ${nowhere}: `);
});
