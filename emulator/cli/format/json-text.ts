/**
 * Re-indents JSON text without reading it into values, so that numbers, escapes and the order of keys stay as the
 * daemon sent them. `indent` '' makes it compact.
 */
export function indentJson(text: string, indent: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const newline = (depth: number): string => (indent === '' ? '' : `\n${indent.repeat(depth)}`);
  let depth = 0;
  let output = '';
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    if (token === '{' || token === '[') {
      const next = tokens[index + 1];
      depth++;
      output += token + (next === '}' || next === ']' ? '' : newline(depth));
    } else if (token === '}' || token === ']') {
      depth--;
      output += (previous === '{' || previous === '[' ? '' : newline(depth)) + token;
    } else if (token === ',') output += token + newline(depth);
    else if (token === ':') output += indent === '' ? ':' : ': ';
    else output += token;
  });
  return output;
}
