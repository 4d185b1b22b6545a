import { preview } from './en/preview.ts';
import { reason } from './en/reason.ts';
import { home } from './en/home.ts';
import { files } from './en/files.ts';
import { editor } from './en/editor.ts';
import { course } from './en/course.ts';
import { keyboard } from './en/keyboard.ts';
import { laptop } from './en/laptop.ts';
import { lesson } from './en/lesson.ts';
import { machine } from './en/machine.ts';
import { progress } from './en/progress.ts';
import { site } from './en/site.ts';
import { terminal } from './en/terminal.ts';
import { workspace } from './en/workspace.ts';

/** What the interface says, a section a file. Other languages have the same keys (the compiler looks). */
export const en = {
  site,
  course,
  lesson,
  machine,
  terminal,
  editor,
  files,
  home,
  preview,
  workspace,
  keyboard,
  laptop,
  progress,
  reason,
};
