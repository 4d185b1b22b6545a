import type { YAMLParseError } from 'yaml';

/** Errors of the library, by its codes, in the words that Go's YAML has for them. */
const words: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  BLOCK_AS_IMPLICIT_KEY: 'mapping values are not allowed in this context',
  MULTILINE_IMPLICIT_KEY: "could not find expected ':'",
  TAB_AS_INDENT: 'found character that cannot start any token',
  BAD_INDENT: 'did not find expected key',
  BAD_SCALAR_START: 'found character that cannot start any token',
  BAD_DQ_ESCAPE: 'found unknown escape character',
  BLOCK_IN_FLOW: 'did not find expected node content',
};

/** 'yaml: line 3: mapping values are not allowed in this context' */
export function goYamlMessage(error: YAMLParseError, line: number): string {
  const message = error.message.replace(/ at line \d+, column \d+:?[^]*$/, '');
  if (/^Unresolved alias/.test(message)) return `yaml: unknown anchor ${message.replace(/^.*: /, '')} referenced`;
  let said = words[error.code];
  if (error.code === 'MISSING_CHAR' && /quote/.test(message)) said = 'found unexpected end of stream';
  else if (error.code === 'MISSING_CHAR' && /implicit key/i.test(message)) said = "could not find expected ':'";
  else if (/flow sequence items|^Flow sequence|sequence and end with a \]/i.test(message))
    said = "did not find expected ',' or ']'";
  else if (/flow map items|^Unexpected flow-\S+ at node end|^Flow map|map and end with a \}/i.test(message))
    said = "did not find expected ',' or '}'";
  return `yaml: line ${line}: ${said ?? message}`;
}
