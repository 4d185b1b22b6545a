import { describe, expect, test } from 'vitest';
import { parseLesson } from './parse-lesson.ts';
import type { Problem } from './problem.ts';
import { differenceOf } from './skeleton.ts';

const FRONT = '---\ntitle: A lesson\nsummary: What is learnt.\n---\n';
const inherited = { minutes: 10, start: 'empty' as const, teaches: [] };
const block = (name: string, text: string) => `\`\`\`${name}\n${text}\n\`\`\`\n`;

function parse(body: string, front = FRONT) {
  const problems: Problem[] = [];
  const lesson = parseLesson(
    { slug: 'a-lesson', file: 'a-lesson/lesson.md', source: front + body, inherited },
    problems,
  );
  return { lesson, problems: problems.map(({ line, message }) => `${line}: ${message}`) };
}

const CHECK = block('check', '- container: { name: web }\n  hint: Look again.');
const WHOLE = `Hello.

## One {#one}

Some *text*.

${block('sh', 'docker ps\n\ndocker run nginx')}
${block('predict', 'question: What?\noptions: [{ text: a }, { text: b, correct: true }]\nrun: docker ps -a\nshows: web')}
More.

${CHECK}
${block('hints', '- Try.\n- when: { image: { name: nginx, absent: true } }\n  say: Pull it.')}
${block('wrong', '- run: docker pull nginx\n  says: no container')}
## Two {#two}

${block('sh', 'docker attach web')}
${block('solution', 'docker stop web')}
${block('quiz', 'question: Why?\noptions: [{ text: a, because: no }, { text: b, correct: true }]')}`;

describe('a lesson', () => {
  test('is read with all its blocks, in the order of reading', () => {
    const { lesson, problems } = parse(WHOLE);
    expect(problems).toEqual([]);
    expect(lesson).toMatchObject({ slug: 'a-lesson', title: 'A lesson', minutes: 10, introduction: 'Hello.' });
    const [one, two] = lesson!.steps;
    expect(one!.parts.map(({ kind }) => kind)).toEqual(['text', 'predict', 'text']);
    expect(one!.check).toEqual([{ condition: { kind: 'container', wanted: { name: 'web' } }, hint: 'Look again.' }]);
    expect(one!.hints).toEqual([
      { when: undefined, say: 'Try.' },
      { when: { kind: 'image', wanted: { name: 'nginx', absent: true } }, say: 'Pull it.' },
    ]);
    expect(one!.wrong).toEqual([{ run: 'docker pull nginx', says: 'no container' }]);
    // Its own commands solve it; a prediction is among them.
    expect(one!.solution).toEqual([{ run: 'docker ps\n\ndocker run nginx' }, { run: 'docker ps -a', shows: 'web' }]);
    expect(two).toMatchObject({ id: 'two', title: 'Two', solution: [{ run: 'docker stop web' }] });
    expect(two!.parts.map(({ kind }) => kind)).toEqual(['text', 'quiz']);
  });

  test.each<[string, string, string[]]>([
    ['no steps', 'Hello.\n', ['1: no steps: a step begins with "## Title {#id}"']],
    [
      'a step without an id',
      '## One\n',
      [expect.stringMatching(/^5: the step "One" has no id: write "## One \{#id\}"/) as never],
    ],
    ['two steps of one id', '## One {#a}\n\nx\n\n## Two {#a}\n', ['9: two steps have the id a']],
    [
      'Markdown that no page shows',
      '## One {#one}\n\nA <b>word</b>.\n\n| a |\n| - |\n| ![x](y.png) |\n',
      [
        '7: lessons cannot show Markdown of type "html": <b>',
        '9: lessons cannot show Markdown of type "image": ![x](y.png)',
      ],
    ],
    ['a title in the text', '# Title\n\n## One {#one}\n', ['5: the title stands in the front matter']],
    [
      'hints without a check',
      `## One {#one}\n\n${block('hints', '- x')}`,
      ['5: hints without a check are never shown'],
    ],
    [
      'YAML that is none',
      `## One {#one}\n\n${block('check', '- a: [')}`,
      [expect.stringMatching(/^8: Flow sequence/) as never],
    ],
    [
      'an unknown kind',
      `## One {#one}\n\n${block('check', '- container: { name: a }\n- contaner: { name: web }')}`,
      [expect.stringMatching(/^9: 1: one of container, image, .* is wanted here, not contaner$/) as never],
    ],
    [
      'an unknown field',
      `## One {#one}\n\n${block('check', '- container:\n    name: web\n    stat: running')}`,
      ['9: 0.container: Unrecognized key: "stat"'],
    ],
    [
      'a bad pattern',
      `## One {#one}\n\n${block('check', "- file: { path: a, matches: '(' }")}`,
      [expect.stringMatching(/^8: 0.file.matches: Invalid regular expression/) as never],
    ],
    [
      'a script without a word of explanation',
      `## One {#one}\n\n${block('check', '- shell: { run: "true" }')}`,
      ['8: 0: a shell condition needs a hint: a script explains nothing'],
    ],
    [
      'a quiz without an answer',
      `## One {#one}\n\n${block('quiz', 'question: x\noptions: [{ text: a }, { text: b }]')}`,
      ['8: no option is correct'],
    ],
  ])('with %s is told where', (_, body, expected) => {
    const { lesson, problems } = parse(body);
    expect(problems).toEqual(expected);
    expect(lesson).toBeUndefined();
  });

  test.each([
    ['no front matter', '', '1: no front matter: the file begins with --- , the fields, and --- again'],
    ['a missing field', '---\ntitle: A\n---\n', '2: summary: Invalid input: expected string, received undefined'],
    [
      'a wrong field',
      '---\ntitle: A\nsummary: b\nminutes: ten\n---\n',
      '4: minutes: Invalid input: expected number, received string',
    ],
  ])('with %s is told where', (_, front, expected) => {
    expect(parse('## One {#one}\n', front).problems).toContain(expected);
  });
});

describe('a translation', () => {
  const original = parse(WHOLE).lesson!;
  const difference = (body: string) => differenceOf(original, parse(body).lesson!);

  test('has words of its own', () => {
    const words = WHOLE.replace('Some *text*', 'Etwas')
      .replace('Look again.', 'Noch einmal.')
      .replace('## One', '## Eins');
    expect(
      difference(words.replace('says: no container', 'says: nichts').replace('text: a', 'text: ja')),
    ).toBeUndefined();
  });

  test.each([
    ['check', 'name: web', 'name: wob', /step one, check: .*"web".* here: .*"wob"/],
    ['solution', 'docker stop web', 'docker kill web', /step two, commands: .*stop.* here: .*kill/],
    [
      'correct option',
      '{ text: b, correct: true }]\nrun',
      '{ text: b }, { text: c, correct: true }]\nrun',
      /step one, predict/,
    ],
    ['wrong answer', '- run: docker pull', '- run: docker create', /step one, wrong answer/],
    ['step', '## Two {#two}', '## Two {#three}', /step two: \{\}; here: step three/],
  ])('may not have another %s', (_, from, to, expected) => {
    expect(difference(WHOLE.replace(from, to))).toMatch(expected);
  });
});
