import { describe, expect, it } from 'vitest';
import { changesByFolder, instructionOf, layerRows } from './layer-rows.ts';

it.each([
  ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
  ['/bin/sh -c #(nop) ADD file:abc in / ', 'ADD file:abc in /'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['RUN /bin/sh -c make # buildkit', 'RUN make'],
  ['COPY . . # buildkit', 'COPY . .'],
  ['/bin/sh -c #(nop)  EXPOSE map[80/tcp:{} 443/tcp:{}]', 'EXPOSE 80/tcp 443/tcp'],
  ['', ''],
])('%j is %j', (createdBy, instruction) => {
  expect(instructionOf(createdBy)).toBe(instruction);
});

const layer = (SizeBytes: number, ...SharedWith: string[]) => ({ DiffId: '', SizeBytes, SharedWith });
const made = (CreatedBy: string, Layer: number | null, Comment = '') => ({ CreatedBy, Layer, Comment });

describe('the rows of an image', () => {
  it('lie as its layers lie, thin ones where nothing was changed', () => {
    const rows = layerRows({
      Layers: [layer(500, 'debian:latest'), layer(20)],
      History: [made('ADD x /', 0), made('ENV A=1', null), made('RUN /bin/sh -c make # buildkit', 1)],
    });
    expect(rows).toEqual([
      { instruction: 'RUN make', layer: 1, sizeBytes: 20, sharedWith: [] },
      { instruction: 'ENV A=1', layer: undefined, sizeBytes: 0, sharedWith: [] },
      { instruction: 'ADD x /', layer: 0, sizeBytes: 500, sharedWith: ['debian:latest'] },
    ]);
  });

  it('are there without a history, and say the comment of an import', () => {
    expect(layerRows({ Layers: [layer(5)], History: [] })).toMatchObject([{ instruction: '', layer: 0 }]);
    expect(layerRows({ Layers: [layer(5)], History: [made('', 0, 'Imported from -')] })).toMatchObject([
      { instruction: 'Imported from -', layer: 0 },
    ]);
  });
});

it('sorts the changes by folder', () => {
  const changes = [
    { Path: '/etc', Kind: 0 as const },
    { Path: '/etc/motd', Kind: 1 as const },
    { Path: '/tmp', Kind: 0 as const },
  ];
  expect([...changesByFolder(changes)].map(([folder, list]) => [folder, list.map(({ Path: path }) => path)])).toEqual([
    ['', ['/etc', '/tmp']],
    ['/etc', ['/etc/motd']],
  ]);
});
