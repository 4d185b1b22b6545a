import { expect, it } from 'vitest';
import { logAttributes, type Logged } from './log-attributes.ts';

function attributes(options: Record<string, string>): string {
  return logAttributes({
    id: 'a'.repeat(64),
    name: 'web',
    image: `sha256:${'b'.repeat(64)}`,
    path: 'sh',
    args: ['-c', 'true'],
    config: { Labels: { a: '1', ab: 'x y', z: 'é&=' }, Env: ['PATH=/bin', 'EMPTY=', 'NAME=v'], Image: 'busybox' },
    hostConfig: { LogConfig: { Type: 'json-file', Config: options } },
  } as unknown as Logged);
}

it.each<[Record<string, string>, string]>([
  [{}, ''],
  [{ labels: 'z,a,none' }, 'a=1,z=%C3%A9%26%3D'],
  [{ 'labels-regex': '^a' }, 'a=1,ab=x+y'],
  [{ env: 'NAME,EMPTY,none' }, 'EMPTY=,NAME=v'],
  [{ 'env-regex': 'N|A', labels: 'a' }, 'NAME=v,PATH=%2Fbin,a=1'],
  [{ tag: '{{.Name}}/{{ .ID }}' }, `tag=web%2F${'a'.repeat(12)}`],
  [{ tag: '{{.ImageName}} {{.ImageID}} {{.Command}}' }, `tag=busybox+${'b'.repeat(12)}+sh+-c+true`],
  [{ tag: "it's (fine)!" }, 'tag=it%27s+%28fine%29%21'],
])('%j: %s', (options, expected) => {
  expect(attributes(options)).toBe(expected);
});

it.each<[Record<string, string>, string]>([
  [{ tag: '{{.Foo}}' }, `log-tag:1:2: executing "log-tag" at <.Foo>: can't evaluate field Foo in type *logger.Info`],
  [{ tag: 'a{{' }, 'template: log-tag:1: unclosed action'],
  [{ tag: '{{len .Name}}' }, 'the template {{len .Name}} of a log tag is not implemented'],
  [{ 'env-regex': '(' }, 'error parsing regexp: '],
])('%j: error %s', (options, message) => {
  expect(() => attributes(options)).toThrow(message);
});
