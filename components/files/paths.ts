/** 'app', 'src/main.py' → 'app/src/main.py'; the workspace itself is ''. */
export function joinPath(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** 'app/src' → [['app', 'app'], ['src', 'app/src']]: each folder on the way, with its path. */
export function foldersOf(path: string): { readonly name: string; readonly path: string }[] {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }));
}
