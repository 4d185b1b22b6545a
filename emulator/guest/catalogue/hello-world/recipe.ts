import { join } from 'node:path';
import { run } from '../commands.ts';
import type { Recipe } from '../recipe.ts';

/** One static program of a few hundred bytes that says what had to work for it to be seen. */
export const helloWorld: Recipe = {
  name: 'hello-world',
  description: 'Prints a greeting and shows that containers run',
  assemble: async (root) => {
    const flags = ['-Os', '-static', '-nostdlib', '-ffreestanding', '-fno-pie', '-no-pie', '-fno-stack-protector'];
    const plain = ['-fno-asynchronous-unwind-tables', '-Wall', '-Wextra', '-Werror'];
    const link = ['-s', '-Wl,--build-id=none', '-Wl,-z,norelro', '-Wl,-z,noseparate-code'];
    const [source, program] = [join(root.recipeFolder, 'hello.c'), join(root.path, 'hello')];
    await run(['i686-linux-gnu-gcc', ...flags, ...plain, ...link, '-o', program, source]);
  },
  createdBy: 'COPY hello / # a static program in C',
  tags: () => ['latest', 'linux'],
  config: () => ({ Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['/hello'] }),
};
