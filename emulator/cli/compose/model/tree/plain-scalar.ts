import type { Scalar } from './node.ts';

const named: Readonly<Record<string, Scalar>> = {
  ...Object.fromEntries(['true', 'True', 'TRUE'].map((text) => [text, true])),
  ...Object.fromEntries(['false', 'False', 'FALSE'].map((text) => [text, false])),
  ...Object.fromEntries(['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null])),
  ...Object.fromEntries(['.nan', '.NaN', '.NAN'].map((text) => [text, Number.NaN])),
  ...Object.fromEntries(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text) => [text, Infinity])),
  ...Object.fromEntries(['-.inf', '-.Inf', '-.INF'].map((text) => [text, -Infinity])),
};

const integers: readonly (readonly [RegExp, number])[] = [
  [/^([+-]?)0[xX]([\da-fA-F]+)$/, 16],
  [/^([+-]?)0[bB]([01]+)$/, 2],
  [/^([+-]?)0[oO]?([0-7]+)$/, 8],
  [/^([+-]?)(0|[1-9]\d*)$/, 10],
];

/**
 * What a plain (unquoted) scalar stands for, by the rules of the YAML library docker compose uses (gopkg.in/yaml.v3):
 * YAML 1.2's, with YAML 1.1's octal numbers and underscores, and without yes and no.
 */
export function resolvePlain(text: string): { readonly value: Scalar; readonly isFloat?: boolean } {
  if (Object.hasOwn(named, text)) return { value: named[text] ?? null };
  if (!/^[-+.\d]/.test(text)) return { value: text };
  const plain = text.replaceAll('_', '');
  for (const [pattern, base] of integers) {
    const [, sign, digits] = pattern.exec(plain) ?? [];
    if (digits !== undefined) return { value: (sign === '-' ? -1 : 1) * Number.parseInt(digits, base) };
  }
  const isFloat = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(plain);
  return isFloat ? { value: Number(plain), isFloat } : { value: text };
}

/** Whether a string must be quoted to stay one: the other direction, for what is printed. */
export function wouldResolve(text: string): boolean {
  if (typeof resolvePlain(text).value !== 'string' || text === '<<') return true;
  if (/^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return true;
  if (/^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text)) return true;
  return /^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/.test(text);
}
