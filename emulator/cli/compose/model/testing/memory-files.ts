import type { CliFiles } from '../../../io.ts';
import type { LoadOptions } from '../files.ts';
import { loadProject } from '../load-project.ts';
import type { Project } from '../types/project.ts';

/** Files by their absolute paths; folders are what their paths go through. */
export function memoryFiles(texts: Readonly<Record<string, string>>): Pick<CliFiles, 'read' | 'stat'> {
  return {
    read: (path) => {
      const text = texts[path];
      return text === undefined
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve(new TextEncoder().encode(text));
    },
    stat: (path) => {
      const isDirectory = Object.keys(texts).some((file) => file.startsWith(path === '/' ? '/' : `${path}/`));
      if (!(path in texts) && !isDirectory) return Promise.resolve(undefined);
      const mode = isDirectory ? 0o40755 : 0o100644;
      const sizeBytes = new TextEncoder().encode(texts[path] ?? '').length;
      return Promise.resolve({ isDirectory, mode, uid: 0, gid: 0, sizeBytes, modifiedMs: 0, realPath: path });
    },
  };
}

/** The project of files in /work/demo ('compose.yaml': its text; absolute paths as they are). */
export function loadTexts(
  texts: Readonly<Record<string, string>>,
  options: Partial<LoadOptions> = {},
): Promise<Project> {
  return loadProject(textFiles(texts), demoOptions(options));
}

export function textFiles(texts: Readonly<Record<string, string>>): Pick<CliFiles, 'read' | 'stat'> {
  const absolute = Object.entries(texts).map(([path, text]) => [
    path.startsWith('/') ? path : `/work/demo/${path}`,
    text,
  ]);
  return memoryFiles(Object.fromEntries(absolute) as Record<string, string>);
}

export function demoOptions(options: Partial<LoadOptions> = {}): LoadOptions {
  return { workingDirectory: '/work/demo', environment: { HOME: '/root' }, ...options };
}
