/** Chinese and its punctuation; between two such characters no space belongs. */
const CHINESE = '[\\u2e80-\\u9fff\\uff00-\\uffef\\u2014\\u201c\\u201d\\u2026]';
const BREAK = new RegExp(`(?<=${CHINESE})\\n(?=${CHINESE})`, 'g');

/** A paragraph's text that was written on several lines: a browser makes a space of each end of a line. */
export const joinLines = (text: string): string => text.replace(BREAK, '');
