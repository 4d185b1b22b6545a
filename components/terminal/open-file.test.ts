import { expect, test, vi } from 'vitest';
import { parseEditRequest } from './open-file.ts';

vi.mock('@/components/editor/editor-store.ts', () => ({ editorPane: {} }));

const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
  [`edit;${base64('a/b.py')};12`, { path: 'a/b.py', line: 12 }],
  [`edit;${base64('über uns.txt')};`, { path: 'über uns.txt', line: undefined }],
  [`edit;${base64('../etc/passwd')};`, undefined],
  [`edit;${base64('/etc/passwd')};`, undefined],
  [`edit;${Buffer.of(0xff).toString('base64')};`, undefined],
  ['edit;=;', undefined],
  ['edit;;', undefined],
  ['run;YQ==;', undefined],
])('%j', (data, request) => expect(parseEditRequest(data)).toEqual(request));
