import { describe, expect, it } from 'vitest';
import { familiarString, parseReference, withDefaultTag } from './reference.ts';

const HEX = 'a'.repeat(64);

describe('parseReference', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx', undefined, undefined],
    ['nginx:1.22', 'docker.io', 'library/nginx', '1.22', undefined],
    ['docker.io/nginx', 'docker.io', 'library/nginx', undefined, undefined],
    ['index.docker.io/library/nginx', 'docker.io', 'library/nginx', undefined, undefined],
    ['leylatop/redis:latest', 'docker.io', 'leylatop/redis', 'latest', undefined],
    ['localhost/app', 'localhost', 'app', undefined, undefined],
    ['localhost:5000/me/app:v1', 'localhost:5000', 'me/app', 'v1', undefined],
    ['registry.example/app', 'registry.example', 'app', undefined, undefined],
    [`nginx@sha256:${HEX}`, 'docker.io', 'library/nginx', undefined, `sha256:${HEX}`],
    [`nginx:a@sha256:${HEX}`, 'docker.io', 'library/nginx', 'a', `sha256:${HEX}`],
  ])('%s', (text, domain, path, tag, digest) => {
    expect(parseReference(text)).toEqual({ domain, path, tag, digest });
  });

  it.each([
    ['', 'invalid reference format'],
    ['ngi nx', 'invalid reference format'],
    ['-nginx', 'invalid reference format'],
    ['nginx:', 'invalid reference format'],
    ['a//b', 'invalid reference format'],
    ['Nginx', 'invalid reference format: repository name must be lowercase'],
    [HEX, `invalid repository name (${HEX}), cannot specify 64-byte hexadecimal strings`],
    [`a/${'b'.repeat(255)}`, 'repository name must not be more than 255 characters'],
  ])('refuses %j', (text, message) => {
    expect(() => parseReference(text)).toThrow(message);
  });
});

it.each([
  ['docker.io/library/nginx', 'nginx:latest'],
  ['docker.io/me/app:2', 'me/app:2'],
  ['localhost:5000/app', 'localhost:5000/app:latest'],
])('%s is shown as %s', (text, shown) => {
  expect(familiarString(withDefaultTag(parseReference(text)))).toBe(shown);
});
