import { checkProject } from '../../../../emulator/cli/compose/model/check-project.ts';
import type { ComposeFiles } from '../../../../emulator/cli/compose/model/files.ts';
import type { Problem } from '../../../../emulator/cli/compose/model/problem.ts';
import type { LanguageProblem, LanguageSurroundings } from '../language-service.ts';

/** Where the machine has the workspace. */
const WORKSPACE = '/workspace';
const MAIN_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** What `docker compose config` would say of the file; of one that belongs to a main file, together with that. */
export async function problems(
  text: string,
  surroundings: LanguageSurroundings,
  path: string,
): Promise<LanguageProblem[]> {
  const own = `${WORKSPACE}/${path}`;
  const folder = own.slice(0, own.lastIndexOf('/'));
  const files = new WorkspaceFiles(surroundings, own, text);
  const found = await checkProject(files, {
    workingDirectory: folder,
    environment: { HOME: '/root' },
    files: [...(await mainFile(files, own, folder)), own],
  });
  const lines = text.split('\n');
  return found
    .filter(({ message }) => !files.unseen.some((outside) => message.includes(outside)))
    .map((problem) => ({ severity: problem.severity, code: '', ...placed(problem, own, lines) }));
}

/** What a file like compose.override.yaml or compose.prod.yaml is added to. */
async function mainFile(files: ComposeFiles, own: string, folder: string): Promise<string[]> {
  if (MAIN_FILES.includes(own.slice(folder.length + 1))) return [];
  for (const name of MAIN_FILES) if (await files.stat(`${folder}/${name}`, true)) return [`${folder}/${name}`];
  return [];
}

/** A part that goes over several lines is marked in its first one. */
function placed(problem: Problem, own: string, lines: readonly string[]): Pick<LanguageProblem, 'message' | 'range'> {
  const { range, message } = problem;
  if (range === undefined || range.file !== own) {
    const number = Math.max(
      0,
      lines.findIndex((line) => cites(message, line)),
    );
    const said = range === undefined ? message : `${range.file.slice(WORKSPACE.length + 1)}: ${message}`;
    return { message: said, range: lineRange(number, lines) };
  }
  const { start, end } = range;
  if (start.line !== end.line)
    return { message, range: { ...lineRange(start.line - 1, lines), startColumn: start.column } };
  return {
    message,
    range: {
      ...{ startLine: start.line, startColumn: start.column },
      ...{ endLine: end.line, endColumn: Math.max(end.column, start.column + 1) },
    },
  };
}

/** Whether a line names the file that a message without a place is about. */
function cites(message: string, line: string): boolean {
  const name = /([\w.-]+)\s*$/.exec(line.replace(/["']/g, ''))?.[1];
  return name !== undefined && message.includes(`/${name}`);
}

function lineRange(number: number, lines: readonly string[]): LanguageProblem['range'] {
  const line = lines[number] ?? '';
  return {
    ...{ startLine: number + 1, startColumn: line.length - line.trimStart().length + 1 },
    ...{ endLine: number + 1, endColumn: Math.max(line.trimEnd().length, 1) + 1 },
  };
}

/** Files of the workspace, the opened one as it is being typed. Of those outside, the page can see nothing. */
class WorkspaceFiles implements ComposeFiles {
  readonly unseen: string[] = [];

  constructor(
    private readonly surroundings: LanguageSurroundings,
    private readonly own: string,
    private readonly text: string,
  ) {}

  async read(path: string): Promise<Uint8Array> {
    const inside = this.inside(path);
    const text =
      path === this.own ? this.text : inside === undefined ? undefined : await this.surroundings.readText(inside);
    if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
    return new TextEncoder().encode(text);
  }

  async stat(path: string): Promise<{ isDirectory: boolean; realPath: string } | undefined> {
    if (path === this.own) return { isDirectory: false, realPath: path };
    const inside = this.inside(path);
    if (inside === undefined) return undefined;
    if (inside === '') return { isDirectory: true, realPath: path };
    const slash = inside.lastIndexOf('/');
    const entries = await this.surroundings.listFolder(inside.slice(0, Math.max(slash, 0)));
    const entry = entries?.find(({ name }) => name === inside.slice(slash + 1));
    return entry && { isDirectory: entry.isDirectory, realPath: path };
  }

  private inside(path: string): string | undefined {
    if (path === WORKSPACE) return '';
    if (path.startsWith(`${WORKSPACE}/`)) return path.slice(WORKSPACE.length + 1);
    this.unseen.push(path);
    return undefined;
  }
}
