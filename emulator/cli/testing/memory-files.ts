import type { CliFiles } from '../io.ts';

/** Files of a test's place: text by path; folders are what paths begin with. */
export function memoryFiles(
  files: Map<string, string>,
): Pick<CliFiles, 'read' | 'write' | 'exists' | 'list' | 'remove'> {
  const below = (folder: string): string[] => [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
  return {
    async read(path) {
      const text = files.get(path);
      if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
      return new TextEncoder().encode(text);
    },
    write: async (path, bytes) => void files.set(path, new TextDecoder().decode(bytes)),
    exists: async (path) => files.has(path) || below(path).length > 0,
    list: async (path) => [...new Set(below(path).map((one) => one.slice(path.length + 1).split('/')[0]!))],
    async remove(path) {
      for (const one of [path, ...below(path)]) files.delete(one);
    },
  };
}
