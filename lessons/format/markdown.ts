import { marked, type Token, type Tokens } from 'marked';

/** The Markdown that lessons are written in: what the page can show of it, which is what a lesson needs. */
export const SHOWN_MARKDOWN = [
  ...['paragraph', 'heading', 'list', 'list_item', 'blockquote', 'code', 'table', 'space', 'def'],
  ...['text', 'strong', 'em', 'codespan', 'link', 'escape', 'br'],
] as const;

/** What `source` has that no page can show: the type of the token, and how it is written. */
export function unshownMarkdown(source: string): { readonly type: string; readonly raw: string } | undefined {
  return findUnshown(marked.lexer(source));
}

function findUnshown(tokens: readonly Token[]): Token | undefined {
  for (const token of tokens) {
    if (!(SHOWN_MARKDOWN as readonly string[]).includes(token.type)) return token;
    const found = findUnshown(childrenOf(token));
    if (found !== undefined) return found;
  }
  return undefined;
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].flat().flatMap(({ tokens }) => tokens);
  }
  return (token as Tokens.Generic).tokens ?? [];
}
