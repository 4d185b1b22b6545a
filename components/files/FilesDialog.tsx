'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Download, Upload as UploadIcon, X } from 'lucide-react';
import { useEffect, useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { droppedFiles } from './dropped-files.ts';
import { FolderList } from './FolderList.tsx';
import { foldersOf } from './paths.ts';
import { TransferList } from './TransferList.tsx';
import { transfers, useFolder } from './use-files.ts';

/** The workspace's files, to and from the learner's computer. Closing it ends no transfer. */
export function FilesDialog({ onClose }: { onClose(): void }) {
  const { files: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [path, setPath] = useState('');
  const [isTarget, setTarget] = useState(false);
  const folder = useFolder(path);
  useEffect(() => dialog.current?.showModal(), []);

  const onPicked = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void transfers.upload(
      path,
      [...(currentTarget.files ?? [])].map((file) => ({ path: file.name, file })),
    );
    currentTarget.value = '';
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setTarget(false);
    void droppedFiles(event.dataTransfer).then((uploads) => transfers.upload(path, uploads));
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setTarget(true);
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby="files-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      onDragOver={onDragOver}
      onDragLeave={(event) => event.target === dialog.current && setTarget(false)}
      onDrop={onDrop}
      className="m-auto w-[min(44rem,calc(100vw-2rem))] rounded-lg border border-line bg-sheet p-0 text-ink shadow-xl backdrop:bg-black/45"
    >
      <div
        className={`flex max-h-[80vh] flex-col ${isTarget ? 'outline-2 -outline-offset-4 outline-lead outline-dashed' : ''}`}
      >
        <div className="flex items-center gap-3 border-b border-line py-3 pr-3 pl-5">
          <h2 id="files-title" className="text-base font-semibold tracking-tight">
            {words.files}
          </h2>
          <Crumbs path={path} onOpen={setPath} />
          <Button look="plain" size="small" aria-label={words.close} onClick={() => dialog.current?.close()}>
            <X size={16} aria-hidden />
          </Button>
        </div>
        <FolderList path={path} folder={folder} onOpen={setPath} />
        <TransferList />
        <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line px-5 py-3">
          <p className="flex-1 basis-48 text-xs text-ink-soft pointer-coarse:hidden">{words.drop}</p>
          <Button look="quiet" size="small" onClick={() => void transfers.download(path, 'archive')}>
            <Download size={14} aria-hidden /> {words.downloadFolder}
          </Button>
          <Button size="small" onClick={() => picker.current?.click()}>
            <UploadIcon size={14} aria-hidden /> {words.upload}
          </Button>
          <input ref={picker} type="file" multiple hidden aria-label={words.toUpload} onChange={onPicked} />
        </div>
      </div>
    </dialog>
  );
}

function Crumbs({ path, onOpen }: { path: string; onOpen(path: string): void }) {
  const { files: words } = useWords();
  const all = [{ name: '/workspace', path: '' }, ...foldersOf(path)];
  return (
    <nav aria-label={words.folder} className="min-w-0 flex-1 overflow-x-auto">
      <ol className="flex font-mono text-xs whitespace-nowrap">
        {all.map((folder, index) => (
          <li key={folder.path} className="flex items-center">
            {index > 0 && (
              <span aria-hidden className="text-ink-soft">
                /
              </span>
            )}
            <button
              type="button"
              aria-current={folder.path === path ? 'location' : undefined}
              onClick={() => onOpen(folder.path)}
              className="rounded px-1 py-1 text-ink-soft hover:bg-wash hover:text-ink aria-[current]:text-ink"
            >
              {folder.name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
