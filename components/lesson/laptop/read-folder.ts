import type { WorkspaceEntry } from '@/emulator/browser/sandbox-client.ts';
import type { FileTree } from './run-on-laptop.ts';

/** As much of the workspace as is used (emulator/browser/sandbox-client.ts). */
interface Workspace {
  list(path: string): Promise<readonly WorkspaceEntry[]>;
  read(path: string): Promise<Uint8Array>;
}

/** All files below a folder of the workspace, without `node_modules`: what is installed is the laptop's own affair. */
export async function readFolder(workspace: Workspace, path: string): Promise<FileTree> {
  const tree: FileTree = {};
  for (const { name, isDirectory, isFile } of await workspace.list(path)) {
    const at = `${path}/${name}`;
    if (isDirectory && name !== 'node_modules') tree[name] = { directory: await readFolder(workspace, at) };
    if (isFile) tree[name] = { file: { contents: await workspace.read(at) } };
  }
  return tree;
}
