'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef, useState } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { OpenDocument } from './documents/documents.ts';
import { documents, editorPane } from './editor-store.ts';
import { TextStatus } from './TextStatus.tsx';
import type { LoadedMonaco } from './use-editor.ts';

const WRAP_BELOW_PX = 420;

type CodeEditor = editor.IStandaloneCodeEditor;

/** One editor of Monaco's; the files take turns in it, each with its cursor and its place. */
export function TextView({ monaco, document: shown }: { monaco: LoadedMonaco; document: OpenDocument }) {
  const { editor: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState<CodeEditor>();
  const { id, path, state } = shown;
  const buffer = documents.buffer(id);

  useEffect(() => {
    if (place.current === null) return;
    const created = monaco.createEditor(place.current, {
      saveLabel: words.save,
      save: () => {
        const active = documents.active();
        if (active !== undefined) void documents.save(active.id, { isAsked: true });
      },
    });
    // Whatever comes next (a build in the terminal) shall see what was typed.
    const blurred = created.onDidBlurEditorText(() => void documents.saveAll());
    // Moving sideways along every line is no way to read on a phone.
    const sized = created.onDidLayoutChange(({ width }) =>
      created.updateOptions({ wordWrap: width < WRAP_BELOW_PX ? 'on' : 'off' }),
    );
    setCode(created);
    return () => {
      sized.dispose();
      blurred.dispose();
      created.dispose();
      setCode(undefined);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another language is another page
  }, [monaco]);

  useEffect(() => {
    if (code === undefined || buffer === undefined) return;
    code.setModel(buffer.model);
    code.restoreViewState(buffer.viewState);
    if (editorPane.takesFocus()) code.focus();
    return () => {
      buffer.viewState = code.saveViewState();
      code.setModel(null);
    };
  }, [code, buffer]);

  useEffect(() => {
    code?.updateOptions({ ariaLabel: words.text(path) });
    buffer?.setPath(path);
  }, [code, buffer, path, words]);

  useEffect(() => {
    if (code === undefined || buffer === undefined) return;
    const show = () => {
      const line = editorPane.takeLine(path);
      if (line === undefined) return;
      code.setPosition({ lineNumber: line, column: 1 });
      code.revealLineInCenter(line);
      code.focus();
    };
    show();
    return editorPane.subscribe(show);
  }, [code, buffer, path]);

  useEffect(() => {
    if (code !== undefined) return editorPane.provideFocus(() => code.focus());
  }, [code]);

  return (
    <>
      {state.kind === 'reading' && <p className="p-6 text-sm text-ink-soft">{words.state.reading}</p>}
      <div ref={place} className={`min-h-0 flex-1 ${buffer === undefined ? 'invisible' : ''}`} />
      {code !== undefined && buffer !== undefined && (
        <TextStatus monaco={monaco} code={code} buffer={buffer} state={state} />
      )}
    </>
  );
}
