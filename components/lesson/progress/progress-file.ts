import { z } from 'zod';
import type { Progress } from './progress-store.ts';

/** Progress as a file that is carried to another browser. */
const VERSION = 1;
/** Far more than any course needs. */
const MAX_TEXT_LENGTH = 1024 * 1024;

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is no id: small letters, digits and single hyphens');

const fileSchema = z.strictObject({
  format: z.literal('slipway-progress'),
  version: z.literal(VERSION),
  /** ISO 8601, UTC. */
  exportedAt: z.iso.datetime(),
  lastLesson: id.nullable(),
  /** By lesson, the steps whose checks have passed. */
  lessons: z.record(id, z.array(id)),
});

/** Why a file is not taken, for words in the learner's language to be put around. */
export class ProgressFileError extends Error {
  readonly kind: 'too-large' | 'not-json' | 'not-progress' | 'version' | 'field';
  /** What the file has, or in which field what is wrong. */
  readonly detail: string;

  constructor(kind: ProgressFileError['kind'], detail: string) {
    super(`${kind}: ${detail}`);
    this.name = 'ProgressFileError';
    this.kind = kind;
    this.detail = detail;
  }
}

export function writeProgressFile({ done, lastLesson }: Progress, nowMs: number): string {
  const lessons: Record<string, string[]> = {};
  for (const key of [...done].sort()) {
    const [lesson = '', step = ''] = key.split('/');
    (lessons[lesson] ??= []).push(step);
  }
  const file: z.infer<typeof fileSchema> = {
    format: 'slipway-progress',
    version: VERSION,
    exportedAt: new Date(nowMs).toISOString(),
    lastLesson: lastLesson ?? null,
    lessons,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Throws a ProgressFileError that names what is wrong. Steps that no lesson has (any more) are taken: nobody sees them. */
export function readProgressFile(text: string): Progress {
  if (text.length > MAX_TEXT_LENGTH) throw new ProgressFileError('too-large', `${text.length}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProgressFileError('not-json', error instanceof Error ? error.message : String(error));
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'slipway-progress') throw new ProgressFileError('not-progress', JSON.stringify(format) ?? 'format');
  if (version !== VERSION) throw new ProgressFileError('version', JSON.stringify(version) ?? '');
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new ProgressFileError('field', path.length === 0 ? message : `${path.join('.')}: ${message}`);
  }
  const { lessons, lastLesson } = parsed.data;
  const keys = Object.entries(lessons).flatMap(([lesson, steps]) => steps.map((step) => `${lesson}/${step}`));
  return { done: new Set(keys), lastLesson: lastLesson ?? undefined };
}
