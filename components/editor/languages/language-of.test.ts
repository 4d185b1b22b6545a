import { expect, test } from 'vitest';
import { languageName, languageOf } from './language-of.ts';

test.each([
  ['Dockerfile', '', 'dockerfile'],
  ['app/Dockerfile.dev', '', 'dockerfile'],
  ['app/dev.Dockerfile', '', 'dockerfile'],
  ['Containerfile', '', 'dockerfile'],
  ['Dockerfile/notes.txt', '', 'plaintext'],
  ['Dockerfile.dockerignore', '', 'plaintext'],
  ['compose.yaml', '', 'compose'],
  ['values.yaml', '', 'yaml'],
  ['a/.env', '', 'shell'],
  ['a.test.mjs', '', 'javascript'],
  ['package.json', '', 'json'],
  ['start', '#!/bin/sh\n', 'shell'],
  ['start', '#!/usr/bin/env python3\n', 'python'],
  ['start', 'echo', 'plaintext'],
])('%s is %3$s', (path, text, id) => expect(languageOf(path, text)).toBe(id));

test('languages have names', () => {
  expect(languageName('dockerfile')).toBe('Dockerfile');
  expect(languageName('plaintext')).toBeUndefined();
});
