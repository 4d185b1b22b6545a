const isDigit = (character: string | undefined): boolean => character !== undefined && /\p{Nd}/u.test(character);
const isLetter = (character: string): boolean => /\p{L}/u.test(character);

/** How Go's yaml.v3 sorts the keys of a map: numbers inside by their value, letters after what is none. */
export function compareNaturally(a: string, b: string): number {
  return a === b ? 0 : isLess([...a], [...b]) ? -1 : 1;
}

function isLess(a: readonly string[], b: readonly string[]): boolean {
  let afterDigits = false;
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [x = '', y = ''] = [a[index], b[index]];
    if (x === y) {
      afterDigits = isDigit(x);
      continue;
    }
    const [xIsLetter, yIsLetter] = [isLetter(x), isLetter(y)];
    if (xIsLetter && yIsLetter) return codeOf(x) < codeOf(y);
    if (xIsLetter || yIsLetter) return afterDigits ? xIsLetter : yIsLetter;
    return isLessFrom(a, b, index);
  }
  return a.length < b.length;
}

/** From the first difference on, which is between what is no letter on both sides. */
function isLessFrom(a: readonly string[], b: readonly string[], index: number): boolean {
  // leading zeros count only where no other digit is before them
  const isInNumber = (a[index] === '0' || b[index] === '0') && /[1-9]\d*$/.test(a.slice(0, index).join(''));
  const [x, y] = [digitsFrom(a, index), digitsFrom(b, index)];
  const [xValue, yValue] = [x, y].map((digits) => BigInt((isInNumber ? '1' : '0') + digits));
  if (xValue !== undefined && yValue !== undefined && xValue !== yValue) return xValue < yValue;
  if (x.length !== y.length) return x.length < y.length;
  return codeOf(a[index] ?? '') < codeOf(b[index] ?? '');
}

function digitsFrom(text: readonly string[], index: number): string {
  return /^\d*/.exec(text.slice(index).join(''))?.[0] ?? '';
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
