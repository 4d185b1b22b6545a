import { expect, it } from 'vitest';
import { SlipwayError } from '../../emulator/errors.ts';
import { reasonOf } from './reason.ts';
import { reason as en } from './words/en/reason.ts';
import { reason as zh } from './words/zh/reason.ts';

it.each([
  [new SlipwayError('storage-full', 'No space left on device'), '空间不足（No space left on device）'],
  [new DOMException('The quota was exceeded', 'QuotaExceededError'), '空间不足（The quota was exceeded）'],
  [new TypeError('x is undefined'), '发生错误（x is undefined）'],
  [new SlipwayError('unavailable', ''), '无法访问'],
  ['thrown as a text', '发生错误（thrown as a text）'],
])('%s', (error, chinese) => {
  expect(zh(reasonOf(error))).toBe(chinese);
  expect(en(reasonOf(error))).toBe(error instanceof Error ? error.message : error);
});
