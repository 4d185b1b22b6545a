import { preview } from './zh/preview.ts';
import { reason } from './zh/reason.ts';
import { home } from './zh/home.ts';
import { files } from './zh/files.ts';
import { editor } from './zh/editor.ts';
import { course } from './zh/course.ts';
import { keyboard } from './zh/keyboard.ts';
import { laptop } from './zh/laptop.ts';
import { lesson } from './zh/lesson.ts';
import { machine } from './zh/machine.ts';
import { progress } from './zh/progress.ts';
import { site } from './zh/site.ts';
import { terminal } from './zh/terminal.ts';
import { workspace } from './zh/workspace.ts';
import type { Words } from './words.ts';

export const zh: Words = {
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
