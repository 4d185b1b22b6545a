/** What is longer than this may break anywhere: a phone has no room for it. */
const LONGEST_WHOLE = 26;

/** Up to here a word needs no place to break. */
const SHORT = 16;

/** A stretch of code. `isWhole`: nothing in it may be torn apart. */
export interface CodePiece {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * Code as words (each a list of pieces between which a line may end) and the spaces between them. Browsers break after
 * hyphens, which makes `docker ps -` and `a` of a flag; paths they break anywhere, when they must.
 */
export function codePieces(code: string): CodePiece[][] {
  return code.split(/(\s+)/).map((word) => {
    const parts = word.length > SHORT ? (word.match(/.*?[\w}][/=,](?=\w)|.+$/g) ?? [word]) : [word];
    return parts.map((text) => ({ text, isWhole: text.includes('-') && text.length <= LONGEST_WHOLE }));
  });
}
