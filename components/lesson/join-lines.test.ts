import { expect, test } from 'vitest';
import { joinLines } from './join-lines.ts';

test.each([
  ['所以很容易\n被忘掉', '所以很容易被忘掉'],
  ['镜像，\n容器', '镜像，容器'],
  ['你说：\n“好”', '你说：“好”'],
  ['use\nthe folder', 'use\nthe folder'],
  ['使用 Docker\n的镜像', '使用 Docker\n的镜像'],
])('%j is read as %j', (text, joined) => expect(joinLines(text)).toBe(joined));
