import { marked } from 'marked';
import { renderTokens } from './LessonText.tsx';

/** A sentence or two of a lesson: emphasis, code and links, no blocks. */
export function Words({ source }: { source: string }) {
  return <span className="lesson-words">{renderTokens(marked.Lexer.lexInline(source))}</span>;
}
