import { expect, it } from 'vitest';
import { loadProject } from '../model/load-project.ts';
import { textFiles } from '../model/testing/memory-files.ts';
import type { ComposeContext } from './context.ts';
import { bakeFile } from './bake.ts';

const text = `
name: demo
services:
  web: {build: {context: ./web, args: {A: b, UNSET: }, tags: [x/y], ulimits: {nofile: 5}, secrets: [s]}}
  db: {image: 'r/db:1', build: {context: ., dockerfile_inline: "FROM busybox", additional_contexts: {o: 'service:web'}}}
  none: {image: busybox}
secrets: {s: {environment: TOKEN}}
`;

it('is what buildx bake would be given', async () => {
  const options = { workingDirectory: '/work/demo', environment: {} };
  const project = await loadProject(textFiles({ 'compose.yaml': text }), options);
  const file: unknown = JSON.parse(bakeFile({ separator: '-' } as ComposeContext, project, { pushes: true }));
  expect(file).toEqual({
    group: { default: { targets: ['db', 'web'] } },
    target: {
      db: {
        context: '/work/demo',
        contexts: { o: 'target:web' },
        'dockerfile-inline': 'FROM busybox',
        tags: ['r/db:1'],
        output: ['type=docker,load=true,push=true'],
      },
      web: {
        context: '/work/demo/web',
        dockerfile: '/work/demo/web/Dockerfile',
        args: { A: 'b' },
        tags: ['x/y', 'demo-web'],
        secret: ['id=s,type=env,env=TOKEN'],
        ulimits: ['nofile=5'],
        output: ['type=docker,load=true,push=false'],
      },
    },
  });
});
