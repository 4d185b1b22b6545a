'use client';

import { LANGUAGE_TAGS } from '@/components/language/paths.ts';
import type { Language } from '@/lessons/language.ts';
import { useLanguage, useWords } from '@/components/language/use-language.ts';
import { Download, File, Folder as FolderIcon } from 'lucide-react';
import { formatBytes } from '@/components/ui/format.ts';
import type { WorkspaceEntry } from '@/emulator/browser/sandbox-client.ts';
import { joinPath } from './paths.ts';
import { transfers, type Folder } from './use-files.ts';

interface Props {
  readonly path: string;
  readonly folder: Folder;
  onOpen(path: string): void;
}

/** What is in the folder, each with its way to the learner's computer. */
export function FolderList({ path, folder, onOpen }: Props) {
  const { files: words, reason } = useWords();
  return (
    <div className="min-h-48 flex-1 overflow-y-auto" aria-busy={folder.kind === 'reading'}>
      {folder.kind === 'failed' && (
        <p role="alert" className="p-5 text-sm">
          {words.notRead(reason(folder.reason))}
        </p>
      )}
      {folder.kind === 'read' && folder.entries.length === 0 && (
        <p className="p-5 text-sm text-ink-soft">{words.empty}</p>
      )}
      {folder.kind === 'read' && folder.entries.length > 0 && (
        <ul aria-label={words.files} className="py-1">
          {folder.entries.map((entry) => (
            <Entry key={entry.name} entry={entry} path={joinPath(path, entry.name)} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Entry({ entry, path, onOpen }: { entry: WorkspaceEntry; path: string; onOpen(path: string): void }) {
  const { files: words } = useWords();
  const language = useLanguage();
  const { name, isDirectory, isFile, sizeBytes, modifiedMs } = entry;
  return (
    <li className="flex items-center gap-2.5 px-5 py-0.5 text-[0.8125rem] hover:bg-wash">
      {isDirectory ? (
        <FolderIcon size={15} aria-hidden className="shrink-0 text-sea" />
      ) : (
        <File size={15} aria-hidden className="shrink-0 text-ink-soft" />
      )}
      {isDirectory ? (
        <button
          type="button"
          onClick={() => onOpen(path)}
          className="min-w-0 flex-1 truncate rounded py-1 text-left font-mono hover:underline"
        >
          {name}/
        </button>
      ) : (
        <span className="min-w-0 flex-1 truncate py-1 font-mono">{name}</span>
      )}
      <span className="hidden shrink-0 text-xs text-ink-soft tabular-nums sm:inline">
        {formatTime(modifiedMs, language)}
      </span>
      <span className="w-16 shrink-0 text-right text-xs text-ink-soft tabular-nums">
        {isFile ? formatBytes(sizeBytes) : ''}
      </span>
      {isFile || isDirectory ? (
        <button
          type="button"
          aria-label={words.downloadOf(name, isDirectory)}
          title={isDirectory ? words.downloadTar : words.download}
          onClick={() => void transfers.download(path, isFile ? 'file' : 'archive')}
          className="grid size-7 shrink-0 place-items-center rounded text-ink-soft hover:bg-paper hover:text-ink"
        >
          <Download size={14} aria-hidden />
        </button>
      ) : (
        // A link, a pipe or the like: there is nothing of its own to download.
        <span className="size-7 shrink-0" />
      )}
    </li>
  );
}

/** As the browser's own language writes it where that is the page's; else as the page's does. */
function formatTime(modifiedMs: number, language: Language): string {
  const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? LANGUAGE_TAGS[language];
  return new Date(modifiedMs).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}
