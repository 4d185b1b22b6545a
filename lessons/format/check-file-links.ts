import { isFileLink, parseFileLink, type FilePlace } from './file-link.ts';
import type { Lesson } from './schema.ts';

/** What a link to a file can lead to. */
export interface LinkedFiles {
  /** Of the folder `start/`, relative to /workspace. */
  readonly startFiles: readonly { readonly path: string; readonly text: string }[];
  /** The steps, whose commands make files. */
  readonly lesson: Pick<Lesson, 'start' | 'steps'>;
}

const LINK = /\]\(([^)\s]+)\)/g;

/** What is wrong with the links to files in a lesson's source, each with its line. */
export function checkFileLinks(source: string, files: LinkedFiles): { line: number; message: string }[] {
  return source.split('\n').flatMap((text, index) =>
    [...text.matchAll(LINK)].flatMap(([, href = '']) => {
      if (!isFileLink(href)) return [];
      const place = parseFileLink(href);
      const message =
        place === undefined
          ? `${href} is no file of the workspace: write workspace:FOLDER/FILE:LINE`
          : wrong(place, files);
      return message === undefined ? [] : [{ line: index + 1, message }];
    }),
  );
}

function wrong({ path, line }: FilePlace, { startFiles, lesson }: LinkedFiles): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // A command may have gone to the file's folder before: its name alone has to be there.
  const isMade = lesson.steps.some(({ solution }) => solution.some(({ run }) => mentions(run, name)));
  const start = startFiles.find((file) => file.path === path);
  if (start === undefined) {
    if (isMade || lesson.start === 'previous') return undefined;
    return `there is no ${path}: it is neither in start/ nor made by a command of a step`;
  }
  const lineCount = start.text.replace(/\n$/, '').split('\n').length;
  if (line === undefined || line <= lineCount || isMade) return undefined;
  return `${path} has no line ${line}, but ${lineCount}`;
}

/** `name` as a whole word of a shell, or the end of a path. */
function mentions(script: string, name: string): boolean {
  return script.split(/[\s'"=<>;|&()/]+/).includes(name);
}
