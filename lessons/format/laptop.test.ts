import { describe, expect, test } from 'vitest';
import { parseLesson } from './parse-lesson.ts';
import type { Problem } from './problem.ts';
import { differenceOf } from './skeleton.ts';

const inherited = { minutes: 10, start: 'empty' as const, teaches: [] };

function parse(yaml: string) {
  const problems: Problem[] = [];
  const source = `---\ntitle: A lesson\nsummary: x\n---\n## One {#one}\n\n\`\`\`laptop\n${yaml}\n\`\`\`\n`;
  const lesson = parseLesson({ slug: 'a-lesson', file: 'lesson.md', source, inherited }, problems);
  return { lesson, problems: problems.map(({ line, message }) => `${line}: ${message}`) };
}

describe('a block laptop', () => {
  test('is a part of its step, and no command of the solution', () => {
    const { lesson, problems } = parse('folder: app\ninstall: npm install\nrun: node server.js');
    expect(problems).toEqual([]);
    expect(lesson!.steps[0]!.parts).toEqual([
      { kind: 'laptop', laptop: { folder: 'app', install: 'npm install', run: 'node server.js' } },
    ]);
    expect(lesson!.steps[0]!.solution).toEqual([]);
  });

  test.each([
    ['run: node x', '8: folder: '],
    ['folder: ../x\nrun: node x', '8: folder: a folder of the workspace, such as node-app'],
    ['folder: /etc\nrun: node x', '8: folder: a folder of the workspace, such as node-app'],
    ['folder: x', '8: run: '],
    ['folder: x\nrun: node x\nport: 3000', 'port'],
  ])('%j is refused', (yaml, message) => {
    const { lesson, problems } = parse(yaml);
    expect(lesson).toBeUndefined();
    expect(problems.join('\n')).toContain(message);
  });

  test('is the same in all languages', () => {
    const one = parse('folder: app\nrun: node server.js').lesson!;
    expect(differenceOf(one, parse('folder: app\nrun: node server.js').lesson!)).toBeUndefined();
    expect(differenceOf(one, parse('folder: app\nrun: node main.js').lesson!)).toContain('step one, laptop');
  });
});
