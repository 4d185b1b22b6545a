import { goQuote } from '../format/text.ts';
import { printValue, typeName, type GoValue } from './values.ts';

const verb = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:\[(\d+)\])?([a-zA-Z%]|[^\s\w])|%/g;

/** fmt.Sprintf for the values of a template (https://pkg.go.dev/fmt). */
export function sprintf(format: string, args: readonly GoValue[]): string {
  let next = 0;
  let isReordered = false;
  const count = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : text === '*' ? Number(args[next++]) : Number(text);
  const output = format.replace(
    verb,
    (all: string, flags = '', widthText?: string, precisionText?: string, index?: string, letter = '') => {
      if (letter === '') return '%!(NOVERB)';
      if (letter === '%') return '%';
      const width = count(widthText) ?? 0;
      if (index !== undefined) {
        next = Number(index) - 1;
        isReordered = true;
      }
      const precision = all.includes('.') ? (count(precisionText) ?? 0) : undefined;
      if (next >= args.length) return `%!${letter}(MISSING)`;
      const text = formatOne(letter, flags, precision, args[next++]);
      if (flags.includes('-')) return text.padEnd(width);
      if (!flags.includes('0') || !/^[+-]?[\d.]/.test(text)) return text.padStart(width);
      const sign = /^[+-]/.exec(text)?.[0] ?? '';
      return sign + text.slice(sign.length).padStart(width - sign.length, '0');
    },
  );
  if (isReordered || next >= args.length) return output;
  const extra = args.slice(next).map((value) => `${typeName(value)}=${printValue(value)}`);
  return `${output}%!(EXTRA ${extra.join(', ')})`;
}

function formatOne(letter: string, flags: string, precision: number | undefined, value: GoValue): string {
  const wrong = `%!${letter}(${typeName(value)}=${printValue(value)})`;
  const signed = (text: string): string => (flags.includes('+') && !text.startsWith('-') ? `+${text}` : text);
  switch (letter) {
    case 'v':
    case 's': {
      if (letter === 's' && (typeof value === 'number' || typeof value === 'boolean')) return wrong;
      const text = value === null && letter === 's' ? '%!s(<nil>)' : printValue(value);
      return precision === undefined || typeof value !== 'string' ? text : [...text].slice(0, precision).join('');
    }
    case 'q':
      return typeof value === 'string'
        ? goQuote(value)
        : typeof value === 'number'
          ? `'${String.fromCodePoint(value)}'`
          : wrong;
    case 't':
      return typeof value === 'boolean' ? String(value) : wrong;
    case 'T':
      return typeName(value);
    case 'd':
      return typeof value === 'number' && Number.isInteger(value) ? signed(String(value)) : wrong;
    case 'U':
      return typeof value === 'number' ? `U+${value.toString(16).toUpperCase().padStart(4, '0')}` : wrong;
    case 'c':
      return typeof value === 'number' ? String.fromCodePoint(value) : wrong;
    case 'b':
    case 'o':
    case 'x':
    case 'X': {
      const radix = { b: 2, o: 8, x: 16, X: 16 }[letter];
      const hex =
        typeof value === 'string'
          ? [...new TextEncoder().encode(value)]
              .map((byte) => byte.toString(16).padStart(2, '0'))
              .join(flags.includes(' ') ? ' ' : '')
          : typeof value === 'number'
            ? value.toString(radix)
            : undefined;
      if (hex === undefined) return wrong;
      return letter === 'X' ? hex.toUpperCase() : hex;
    }
    case 'e':
    case 'f':
    case 'F':
    case 'g':
      if (typeof value !== 'number') return wrong;
      if (letter === 'g')
        return signed(precision === undefined ? String(value) : String(Number(value.toPrecision(precision || 1))));
      if (letter === 'e') return signed(value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2'));
      return signed(value.toFixed(precision ?? 6));
    default:
      return wrong;
  }
}
