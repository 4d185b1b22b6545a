import { marked, type Token, type Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { isFileLink, parseFileLink } from '@/lessons/format/file-link.ts';
import { CodeWords } from './CodeWords.tsx';
import { Commands } from './Commands.tsx';
import { FileLink } from './FileLink.tsx';
import { joinLines } from './join-lines.ts';

/** A lesson's Markdown as React elements. No HTML passes: what Markdown cannot say, a lesson does not need. */
export function LessonText({ source }: { source: string }) {
  return <div className="lesson-text">{renderTokens(marked.lexer(source))}</div>;
}

export function renderTokens(tokens: readonly Token[] = []): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{render(token)}</Fragment>);
}

function render(token: Token): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return <p>{renderTokens(token.tokens)}</p>;
    case 'heading':
      return <h3>{renderTokens(token.tokens)}</h3>;
    case 'list':
      return renderList(token as Tokens.List);
    case 'table':
      return renderTable(token as Tokens.Table);
    case 'blockquote':
      return <blockquote>{renderTokens(token.tokens)}</blockquote>;
    case 'code':
      return renderCode(token as Tokens.Code);
    case 'text':
      return token.tokens === undefined ? unescape(token.text) : renderTokens(token.tokens);
    case 'strong':
      return <strong>{renderTokens(token.tokens)}</strong>;
    case 'em':
      return <em>{renderTokens(token.tokens)}</em>;
    case 'codespan':
      return (
        <code>
          <CodeWords code={token.text as string} />
        </code>
      );
    case 'link':
      return renderLink(token as Tokens.Link);
    case 'escape':
      return token.text;
    case 'br':
      return <br />;
    case 'space':
    case 'def':
      return null;
    default:
      throw new Error(`lessons cannot show Markdown of type "${token.type}"`);
  }
}

function renderLink({ href, tokens }: Tokens.Link): ReactNode {
  const place = isFileLink(href) ? parseFileLink(href) : undefined;
  if (place === undefined) return <a href={href}>{renderTokens(tokens)}</a>;
  return <FileLink place={place}>{renderTokens(tokens)}</FileLink>;
}

function renderList(list: Tokens.List): ReactNode {
  const items = list.items.map((item, index) => <li key={index}>{renderTokens(item.tokens)}</li>);
  return list.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

const ALIGN = { left: 'text-left', center: 'text-center', right: 'text-right' };

function renderTable({ header, rows }: Tokens.Table): ReactNode {
  const cells = (row: readonly Tokens.TableCell[], Cell: 'th' | 'td') =>
    row.map(({ tokens, align }, index) => {
      // A corner that says nothing is the heading of nothing.
      const Shown = tokens.length === 0 ? 'td' : Cell;
      return (
        <Shown key={index} className={ALIGN[align ?? 'left']}>
          {renderTokens(tokens)}
        </Shown>
      );
    });
  return (
    // Wider than a phone, it moves by itself, with keys as well.
    <div className="lesson-table" tabIndex={0} role="group">
      <table>
        <thead>
          <tr>{cells(header, 'th')}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function renderCode({ lang, text }: Tokens.Code): ReactNode {
  // One that is wider than a phone is moved sideways, with keys as well.
  if (lang !== 'sh') return <pre tabIndex={isWide(text) ? 0 : undefined}>{text}</pre>;
  return <Commands script={text} />;
}

/** As characters of a terminal go, on the narrowest screen. */
const isWide = (text: string) => text.split('\n').some((line) => line.length > 32);

/** marked leaves entities as they were written; lessons use none but these. */
function unescape(text: string): string {
  return joinLines(text)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
