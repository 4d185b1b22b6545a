import { isAlias, isMap, isScalar, LineCounter, parseAllDocuments, type Document, type Node as YamlNode } from 'yaml';
import { ComposeError, type Problem, type SourceRange } from '../problem.ts';
import { convertDocument, type ComposeDocument } from './convert.ts';
import { goYamlMessage } from './yaml-errors.ts';

export type { ComposeDocument };

/**
 * All documents of a file. Every scalar is resolved by our own rules (plain-scalar.ts), so the library is told to take
 * none for more than text. Throws ComposeError in the words of Go's YAML.
 */
export function parseYaml(text: string, file: string): ComposeDocument[] {
  const lines = new LineCounter();
  const at = (from: number, to: number): SourceRange => {
    const place = (offset: number) => {
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    };
    return { file, start: place(from), end: place(to) };
  };
  const options = { schema: 'failsafe', lineCounter: lines, uniqueKeys: false, prettyErrors: false } as const;
  const documents = parseAllDocuments(text, options) as Document.Parsed[];
  const problems = documents.flatMap((document) =>
    document.errors.map((error): Problem => {
      const range = at(error.pos[0], Math.max(error.pos[1], error.pos[0] + 1));
      return { severity: 'error', message: goYamlMessage(error, range.start.line), range };
    }),
  );
  const [first] = problems;
  if (first) throw new ComposeError(first.message, problems);
  return documents.filter((document) => !isEmpty(document)).map((document) => convertDocument(document, at));
}

/** Comments only, or nothing: no document for compose. */
function isEmpty(document: Document.Parsed): boolean {
  const contents = document.contents as YamlNode | null;
  if (contents === null) return true;
  return isScalar(contents) && !isAlias(contents) && !isMap(contents) && contents.source === '' && !contents.tag;
}
