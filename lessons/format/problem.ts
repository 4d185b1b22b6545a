/** What is wrong with a lesson, and where. */
export interface Problem {
  /** From the course's folder on: 'first-container/lesson.md'. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export const showProblem = ({ file, line, message }: Problem) => `${file}:${line}: ${message}`;

/** Some lessons are not as they should be: all that is wrong with them, a line each. */
export class LessonError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(showProblem).join('\n'));
    this.name = 'LessonError';
    this.problems = problems;
  }
}
