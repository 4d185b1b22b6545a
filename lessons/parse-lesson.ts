import { marked, type Token } from 'marked';
import { parse as parseYaml } from 'yaml';
import { checkSchema, frontMatterSchema, type Condition, type Lesson, type LessonStep } from './schema.ts';

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;

/** Reads one lesson.md; throws an Error that names the lesson and the place for anything that is not as schema.ts says. */
export function parseLesson(slug: string, source: string): Lesson {
  const matter = FRONT_MATTER.exec(source);
  if (matter === null) throw new Error(`lesson ${slug}: no front matter`);
  const front = read(`lesson ${slug}: front matter`, () => frontMatterSchema.parse(parseYaml(matter[1] ?? '')));

  let introduction = '';
  const steps: LessonStep[] = [];
  let open: { title: string; text: string; check: Condition[] } | undefined;
  const close = () => {
    if (open !== undefined) steps.push({ id: stepId(open.title), ...open, text: open.text.trim() });
  };
  for (const token of marked.lexer(source.slice(matter[0].length))) {
    if (token.type === 'heading' && token.depth === 2) {
      close();
      open = { title: token.text as string, text: '', check: [] };
    } else if (open === undefined) introduction += token.raw;
    else if (isCheck(token)) open.check.push(...readCheck(`lesson ${slug}: check of "${open.title}"`, token.text));
    else open.text += token.raw;
  }
  close();

  if (steps.length === 0) throw new Error(`lesson ${slug}: no steps`);
  const repeated = steps.find((step, index) => steps.findIndex(({ id }) => id === step.id) !== index);
  if (repeated !== undefined) throw new Error(`lesson ${slug}: two steps are called "${repeated.title}"`);
  return { slug, ...front, introduction: introduction.trim(), steps };
}

function isCheck(token: Token): token is Token & { text: string } {
  return token.type === 'code' && token.lang === 'check';
}

function readCheck(place: string, text: string): Condition[] {
  return read(place, () => checkSchema.parse(parseYaml(text)));
}

function read<T>(place: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new Error(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** 'What happened?' → 'what-happened' */
function stepId(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
