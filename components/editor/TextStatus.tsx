'use client';

import { useWords } from '@/components/language/use-language.ts';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { SyncState } from './documents/document-sync.ts';
import { languageName } from './languages/language-of.ts';
import type { ModelBuffer } from './monaco/model-buffer.ts';
import type { ShownProblem } from './monaco/setup.ts';
import type { LoadedMonaco } from './use-editor.ts';

interface Props {
  readonly monaco: LoadedMonaco;
  readonly code: editor.IStandaloneCodeEditor;
  readonly buffer: ModelBuffer;
  readonly state: SyncState;
}

/** The line below the text: problems in Docker's words, whether it is saved, and where the cursor is. */
export function TextStatus({ monaco, code, buffer, state }: Props) {
  const { editor: words } = useWords();
  const [problems, setProblems] = useState<readonly ShownProblem[]>([]);
  const [isListOpen, setListOpen] = useState(false);
  const [position, setPosition] = useState({ line: 1, column: 1 });
  const [language, setLanguage] = useState(buffer.model.getLanguageId());
  const [tabMovesFocus, setTabMovesFocus] = useState(false);

  useEffect(() => monaco.watchShownProblems(buffer, setProblems), [monaco, buffer]);
  useEffect(() => monaco.watchTabFocus(code, setTabMovesFocus), [monaco, code]);
  useEffect(() => {
    const read = () => {
      const at = code.getPosition();
      if (at !== null) setPosition({ line: at.lineNumber, column: at.column });
    };
    read();
    const listener = code.onDidChangeCursorPosition(read);
    return () => listener.dispose();
  }, [code, buffer]);
  useEffect(() => {
    const read = () => setLanguage(buffer.model.getLanguageId());
    read();
    const listener = buffer.model.onDidChangeLanguage(read);
    return () => listener.dispose();
  }, [buffer]);

  const go = ({ line, column }: ShownProblem) => {
    code.setPosition({ lineNumber: line, column });
    code.revealLineInCenterIfOutsideViewport(line);
    code.focus();
  };
  const saved = words.state[isNamed(state.kind) ? state.kind : 'other'];
  const first = problems.find(({ line }) => line === position.line) ?? problems[0];
  return (
    <>
      {isListOpen && problems.length > 0 && (
        <ul
          id="editor-problems"
          aria-label={words.problems}
          className="max-h-36 shrink-0 overflow-y-auto border-t border-line bg-paper py-1"
        >
          {problems.map((problem, index) => (
            <li key={index}>
              <button
                type="button"
                onClick={() => go(problem)}
                className="flex w-full items-baseline gap-2 px-3 py-1 text-left text-xs -outline-offset-2 hover:bg-wash"
              >
                <SeverityIcon severity={problem.severity} />
                <span className="min-w-0 flex-1 break-words">
                  {problem.message}
                  {problem.code !== '' && <span className="text-ink-soft"> {problem.code}</span>}
                </span>
                <span className="shrink-0 text-ink-soft tabular-nums">{words.line(problem.line)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex h-7 shrink-0 items-center gap-3 border-t border-line bg-paper px-3 text-xs whitespace-nowrap text-ink-soft tabular-nums pointer-coarse:h-10">
        {first === undefined ? (
          <span className="min-w-0 flex-1 truncate">{saved}</span>
        ) : (
          <button
            type="button"
            aria-expanded={isListOpen}
            aria-controls="editor-problems"
            aria-label={`${words.problemCount(problems.length)}: ${first.message}`}
            title={first.message}
            onClick={() => setListOpen(!isListOpen)}
            className="-ml-1 flex min-w-0 flex-1 items-center gap-1.5 rounded px-1 text-left text-ink -outline-offset-2 hover:bg-wash"
          >
            <SeverityIcon severity={first.severity} />
            {problems.length > 1 && <span>{problems.length}</span>}
            <span className="truncate">{first.message}</span>
          </button>
        )}
        {first !== undefined && <span className="hidden @3xl:inline">{saved}</span>}
        <button
          type="button"
          aria-pressed={tabMovesFocus}
          aria-keyshortcuts="Control+M"
          title={words.tabKey}
          onClick={() => {
            code.focus();
            code.trigger('status', 'editor.action.toggleTabFocusMode', undefined);
          }}
          className={`hidden rounded px-1 -outline-offset-2 hover:bg-wash hover:text-ink ${first === undefined ? '@md:inline' : '@3xl:inline'}`}
        >
          {tabMovesFocus ? words.tabLeaves : words.tabIndents}
        </button>
        <span className="hidden @sm:inline">
          {position.line}:{position.column}
        </span>
        <span className="hidden @xs:inline">{languageName(language) ?? words.plainText}</span>
      </div>
    </>
  );
}

function SeverityIcon({ severity }: { severity: ShownProblem['severity'] }) {
  const { editor: words } = useWords();
  const isError = severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <Icon
      size={13}
      role="img"
      aria-label={isError ? words.error : words.warning}
      className={`shrink-0 self-center ${isError ? 'text-lead' : 'text-amber'}`}
    />
  );
}

const NAMED = ['saved', 'unsaved', 'saving', 'reading'] as const;
const isNamed = (kind: SyncState['kind']): kind is (typeof NAMED)[number] =>
  (NAMED as readonly SyncState['kind'][]).includes(kind);
