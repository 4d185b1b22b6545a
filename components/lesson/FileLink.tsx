'use client';

import { useState, type ReactNode } from 'react';
import { FileText } from 'lucide-react';
import { editorPane } from '@/components/editor/editor-store.ts';
import { reasonOf } from '@/components/language/reason.ts';
import { useWords } from '@/components/language/use-language.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import type { FilePlace } from '@/lessons/format/file-link.ts';

/** A file named in the text: opens in the editor, at its line. Makes nothing: a file that is not there yet is said to be missing. */
export function FileLink({ place, children }: { place: FilePlace; children: ReactNode }) {
  const { lesson: words, reason } = useWords();
  const isReady = useBoot().kind === 'ready';
  const [problem, setProblem] = useState<string>();
  const { path, line } = place;
  const open = async () => {
    if (!isReady) return setProblem(words.whenRunning);
    try {
      const isThere = await isFile(path);
      setProblem(isThere ? undefined : words.noFileYet(path));
      if (isThere) await editorPane.open(path, line);
    } catch (error) {
      setProblem(reason(reasonOf(error)));
    }
  };
  return (
    <>
      <button
        type="button"
        onClick={() => void open()}
        title={words.openFile(path, line)}
        className="inline cursor-pointer rounded-sm text-left text-sea underline decoration-sea/50 underline-offset-3 hover:decoration-sea"
      >
        <FileText size={14} aria-hidden className="mr-1 inline -translate-y-px" />
        {children}
      </button>
      {/* A word joiner: no line begins with the comma behind the link. */}
      {'\u2060'}
      <span role="status" className="text-sm text-ink-soft">
        {problem !== undefined && words.aside(problem)}
      </span>
    </>
  );
}

async function isFile(path: string): Promise<boolean> {
  const slash = path.lastIndexOf('/');
  try {
    const entries = await getSandbox().files.list(path.slice(0, Math.max(0, slash)));
    return entries.some(({ name, isFile }) => isFile && name === path.slice(slash + 1));
  } catch (error) {
    // Nor is there its folder.
    if ((error as { kind?: unknown }).kind === 'not-found') return false;
    throw error;
  }
}
