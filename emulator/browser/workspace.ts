import type { GuestFiles } from '../engine/guest.ts';
import { SlipwayError } from '../errors.ts';
import type { WorkspaceEntry } from './sandbox-client.ts';

const ROOT = '/workspace';
const TYPE_MASK = 0o170000;
const DIRECTORY = 0o040000;
const REGULAR_FILE = 0o100000;

/** What the agent has not finished writing, or left where the machine was cut off (guest/agent/file-content.c). */
const UNFINISHED = /^\.slipway-write-\d+~$/;

/** The guest's path of one relative to /workspace; 'invalid' when it would lead out of it. */
export function workspacePath(path: string): string {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new SlipwayError('invalid', `${path} is not inside the workspace`);
  return [ROOT, ...names].join('/');
}

export async function listWorkspace(files: GuestFiles, path: string): Promise<WorkspaceEntry[]> {
  const entries = (await files.list(workspacePath(path))).filter(({ name }) => !UNFINISHED.test(name));
  return entries.map(({ name, mode, sizeBytes, modifiedMs }) => ({
    name,
    isDirectory: (mode & TYPE_MASK) === DIRECTORY,
    isFile: isRegularFile(mode),
    sizeBytes,
    modifiedMs,
  }));
}

export function readWorkspaceFile(files: GuestFiles, path: string, limitBytes?: number): Promise<Uint8Array> {
  const range = limitBytes === undefined ? undefined : { offset: 0, length: limitBytes };
  return files.read(workspacePath(path), range);
}

/** By st_mode. */
export function isRegularFile(mode: number): boolean {
  return (mode & TYPE_MASK) === REGULAR_FILE;
}

/** Used and total memory of the guest, from /proc/meminfo (proc(5)): what could not be had without swapping is used. */
export async function readMemory(files: GuestFiles): Promise<{ usedBytes: number; totalBytes: number }> {
  return parseMemory(new TextDecoder().decode(await files.read('/proc/meminfo')));
}

export function parseMemory(meminfo: string): { usedBytes: number; totalBytes: number } {
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(meminfo)?.[1] ?? 0) * 1024;
  const totalBytes = field('MemTotal');
  return { totalBytes, usedBytes: totalBytes - field('MemAvailable') };
}
