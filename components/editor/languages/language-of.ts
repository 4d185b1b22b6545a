import { LANGUAGE_SERVICES } from './services.ts';

/** Of Monaco's own grammars, those that the editor loads, by what their files are called. */
const GRAMMARS: readonly { readonly id: string; readonly name: string; readonly files: RegExp }[] = [
  { id: 'shell', name: 'Shell', files: /(?:\.(?:sh|bash|ash)|(?:^|\/)\.(?:bash\w*|profile|env)|\.env)$/i },
  { id: 'json', name: 'JSON', files: /\.(?:json|webmanifest)$/i },
  { id: 'yaml', name: 'YAML', files: /\.ya?ml$/i },
  { id: 'python', name: 'Python', files: /\.pyi?$/i },
  { id: 'javascript', name: 'JavaScript', files: /\.[mc]?jsx?$/i },
];

const SHEBANGS: readonly (readonly [RegExp, string])[] = [
  [/^#!.*\b(?:ba|da|a)?sh\b/, 'shell'],
  [/^#!.*\bpython/, 'python'],
  [/^#!.*\bnode\b/, 'javascript'],
];

/** Monaco's id of a file's language, by its path, else by its first line; 'plaintext' where none is known. */
export function languageOf(path: string, text = ''): string {
  const service = LANGUAGE_SERVICES.find((each) => each.takes(path));
  if (service !== undefined) return service.id;
  const grammar = GRAMMARS.find(({ files }) => files.test(path));
  return grammar?.id ?? SHEBANGS.find(([line]) => line.test(text))?.[1] ?? 'plaintext';
}

/** 'dockerfile' → 'Dockerfile'; undefined for plain text. */
export function languageName(id: string): string | undefined {
  return [...LANGUAGE_SERVICES, ...GRAMMARS].find((each) => each.id === id)?.name;
}
