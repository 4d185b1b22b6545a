import { marked, type Token } from 'marked';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { unshownMarkdown } from './markdown.ts';
import { laptopSchema } from './laptop.ts';
import { pictureSchema } from './picture.ts';
import type { Problem } from './problem.ts';
import {
  checkSchema,
  frontMatterSchema,
  hintsSchema,
  predictSchema,
  quizSchema,
  wrongSchema,
  type FrontMatter,
  type Lesson,
  type LessonPart,
  type LessonStep,
  type Script,
} from './schema.ts';

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;
/** `## Title {#id}` */
const STEP_TITLE = /^(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/;

/** The fenced blocks that mean something. */
const BLOCKS = new Set(['sh', 'picture', 'laptop', 'check', 'hints', 'wrong', 'quiz', 'predict', 'solution']);

/** What the course, or the lesson that this one translates, has for what the front matter leaves out. */
export type Inherited = Partial<FrontMatter>;

interface OpenStep extends Omit<LessonStep, 'parts' | 'check' | 'hints' | 'wrong' | 'solution'> {
  line: number;
  parts: LessonPart[];
  check: LessonStep['check'][number][];
  hints: LessonStep['hints'][number][];
  wrong: LessonStep['wrong'][number][];
  solution: Script[];
  /** The blocks `sh` and the predictions, which are the solution when no other is given. */
  commands: Script[];
}

/**
 * Reads one lesson.md. Never throws: whatever is not as schema.ts says goes to `problems`, with its line; the lesson is
 * whole only without any.
 */
export function parseLesson(
  { slug, file, source, inherited }: { slug: string; file: string; source: string; inherited: Inherited },
  problems: Problem[],
): Lesson | undefined {
  const before = problems.length;
  const report = (line: number, message: string) => problems.push({ file, line, message });
  const matter = FRONT_MATTER.exec(source);
  if (matter === null) {
    report(1, 'no front matter: the file begins with --- , the fields, and --- again');
    return undefined;
  }
  const front = readYaml(matter[1]!, 2, frontMatterSchema, report, inherited);

  let introduction = '';
  const steps: OpenStep[] = [];
  let line = matter[0].split('\n').length;
  for (const token of marked.lexer(source.slice(matter[0].length))) {
    const step = steps.at(-1);
    if (token.type === 'heading' && token.depth === 2) steps.push(openStep(token.text as string, line, report));
    else if (token.type === 'heading' && token.depth === 1) report(line, 'the title stands in the front matter');
    else if (step === undefined) {
      introduction += token.raw;
      if (token.type === 'code' && BLOCKS.has(token.lang as string))
        report(line, `a block "${token.lang}" stands in a step, behind its title`);
    } else takeToken(step, token, line, report);
    const unshown = unshownMarkdown(token.raw);
    if (unshown !== undefined)
      report(line, `lessons cannot show Markdown of type "${unshown.type}": ${unshown.raw.trim().split('\n')[0]}`);
    line += token.raw.split('\n').length - 1;
  }

  if (steps.length === 0) report(1, 'no steps: a step begins with "## Title {#id}"');
  for (const [index, { id, line, hints, wrong, check }] of steps.entries()) {
    if (steps.findIndex((other) => other.id === id) !== index) report(line, `two steps have the id ${id}`);
    if (check.length === 0 && hints.length > 0) report(line, 'hints without a check are never shown');
    if (check.length === 0 && wrong.length > 0) report(line, 'wrong answers without a check are never noticed');
  }
  if (front === undefined || problems.length > before) return undefined;
  return { slug, ...front, introduction: introduction.trim(), steps: steps.map(closeStep) };
}

type Report = (line: number, message: string) => void;

function openStep(heading: string, line: number, report: Report): OpenStep {
  const [, title, id] = STEP_TITLE.exec(heading) ?? [];
  if (id === undefined)
    report(line, `the step "${heading}" has no id: write "## ${heading} {#id}", the same in all languages`);
  return {
    ...{ id: id ?? '', title: title ?? heading, line },
    ...{ parts: [], check: [], hints: [], wrong: [], solution: [], commands: [] },
  };
}

function closeStep({ line: _, commands, ...step }: OpenStep): LessonStep {
  if (step.solution.length === 0) return { ...step, solution: commands };
  return { ...step, solution: [...step.solution, ...commands.filter(({ shows }) => shows !== undefined)] };
}

/** Blocks that mean something are taken out of the text. */
function takeToken(step: OpenStep, token: Token, line: number, report: Report): void {
  const read = <Schema extends z.ZodType>(schema: Schema, take: (value: z.infer<Schema>) => void) => {
    const value = readYaml((token as { text: string }).text, line + 1, schema, report);
    if (value !== undefined) take(value);
  };
  switch (token.type === 'code' ? token.lang : undefined) {
    case 'check':
      return read(checkSchema, (check) => step.check.push(...check));
    case 'hints':
      return read(hintsSchema, (hints) => step.hints.push(...hints));
    case 'wrong':
      return read(wrongSchema, (wrong) => step.wrong.push(...wrong));
    case 'laptop':
      return read(laptopSchema, (laptop) => step.parts.push({ kind: 'laptop', laptop }));
    case 'picture':
      return read(pictureSchema, (picture) => step.parts.push({ kind: 'picture', picture }));
    case 'quiz':
      return read(quizSchema, (quiz) => step.parts.push({ kind: 'quiz', quiz }));
    case 'predict':
      return read(predictSchema, (prediction) => {
        step.parts.push({ kind: 'predict', prediction });
        step.commands.push({ run: prediction.run, shows: prediction.shows });
      });
    case 'solution':
      step.solution.push({ run: (token as { text: string }).text });
      return;
    case 'sh':
      step.commands.push({ run: (token as { text: string }).text });
  }
  const last = step.parts.at(-1);
  if (last?.kind === 'text') step.parts[step.parts.length - 1] = { kind: 'text', markdown: last.markdown + token.raw };
  else if (token.type !== 'space') step.parts.push({ kind: 'text', markdown: token.raw });
}

/** Undefined when it is not as the schema says; every problem with the line it is at. */
function readYaml<Schema extends z.ZodType>(
  text: string,
  firstLine: number,
  schema: Schema,
  report: Report,
  inherited: Inherited = {},
): z.infer<Schema> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => firstLine + lines.linePos(offset).line - 1;
  for (const { pos, message } of document.errors) report(lineAt(pos[0]), message.split('\n')[0]!);
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS();
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const parsed = schema.safeParse(isMap ? { ...inherited, ...value } : value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    // The innermost thing that is there.
    let node: unknown;
    for (let depth = path.length; node === undefined && depth > 0; depth--)
      node = document.getIn(path.slice(0, depth), true);
    const offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
    report(lineAt(offset), path.length === 0 ? message : `${path.join('.')}: ${message}`);
  }
  return undefined;
}
