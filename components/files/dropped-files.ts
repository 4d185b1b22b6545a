import type { Upload } from './transfers.ts';

/** What was dropped, folders with all that is in them. To be called while the event is handled. */
export async function droppedFiles(data: DataTransfer): Promise<Upload[]> {
  // Taken at once: the list is empty after the event.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const plain = [...data.files].map((file) => ({ path: file.name, file }));
  if (entries.every((entry) => entry === null)) return plain;
  const uploads: Upload[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, uploads);
  return uploads;
}

async function collect(entry: FileSystemEntry, uploads: Upload[]): Promise<void> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    uploads.push({ path: entry.fullPath.replace(/^\//, ''), file });
  } else if (entry instanceof FileSystemDirectoryEntry) {
    const reader = entry.createReader();
    for (;;) {
      // A part of the folder at a time, until there is none.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const child of some) await collect(child, uploads);
    }
  }
}
