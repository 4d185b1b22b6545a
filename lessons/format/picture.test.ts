import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pictureSchema, shapeOf } from './picture.ts';

const read = (yaml: string) => pictureSchema.safeParse(parse(yaml));
const plain = (label: string) => ({ kind: 'box', label, note: undefined, tone: undefined, inside: undefined });

describe('a picture', () => {
  test('is boxes in boxes, groups and arrows', () => {
    const { data } = read(`
caption: Who asks whom.
row:
  - client
  - { arrow: asks, back: ~ }
  - box: engine
    note: one for all
    tone: focus
    column: [image, { arrow: ~ }, { row: [a, b] }]
`);
    expect(data).toEqual({
      caption: 'Who asks whom.',
      across: true,
      items: [
        plain('client'),
        { kind: 'arrow', label: 'asks', back: '' },
        {
          ...{ kind: 'box', label: 'engine', note: 'one for all', tone: 'focus' },
          inside: {
            across: false,
            items: [
              plain('image'),
              { kind: 'arrow', label: '', back: undefined },
              { kind: 'group', across: true, items: [plain('a'), plain('b')] },
            ],
          },
        },
      ],
    });
    expect(shapeOf(data!)).toEqual({
      row: [
        { box: 'plain' },
        { arrow: 'and back' },
        {
          box: 'focus',
          inside: { column: [{ box: 'plain' }, { arrow: 'there' }, { row: Array(2).fill({ box: 'plain' }) }] },
        },
      ],
    });
  });

  test.each([
    ['no caption', 'row: [a]', 'caption: Invalid input: expected string, received undefined'],
    ['nothing in it', 'caption: x', ': a picture has a row or a column'],
    ['both', '{ caption: x, row: [a], column: [b] }', ': row or column, not both'],
    ['an unknown tone', '{ caption: x, row: [{ box: a, tone: red }] }', 'row.0.tone: Invalid option'],
    ['an unknown field', '{ caption: x, row: [{ box: a, colour: red }] }', 'row.0: Unrecognized key: "colour"'],
    ['an unknown thing', '{ caption: x, row: [{ circle: a }] }', 'row.0: Unrecognized key: "circle"'],
    ['a number in a box', '{ caption: x, row: [{ box: a, row: [1] }] }', 'row.0.row.0: Invalid input: expected string'],
  ])('with %s is told where', (_, yaml, expected) => {
    const { error } = read(yaml);
    expect(error!.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)[0]).toContain(expected);
  });
});
