import { expect, test } from 'vitest';
import { commandsOf } from './commands.ts';

test.each<[string, string, string[]]>([
  ['one a line', 'docker ps\ndocker images', ['docker ps', 'docker images']],
  ['without comments and empty lines', '# look\n\ndocker ps\n', ['docker ps']],
  [
    'over lines that end with a backslash',
    'docker run \\\n  -d \\\n  nginx\nps',
    ['docker run \\\n  -d \\\n  nginx', 'ps'],
  ],
  [
    'a here-document',
    'cat > f <<EOF\n# not a comment\n\nx \\\nEOF\nls',
    ['cat > f <<EOF\n# not a comment\n\nx \\\nEOF', 'ls'],
  ],
  ['a quoted here-document', "cat <<-'END'\n\tx\n\tEND\nls", ["cat <<-'END'\n\tx\n\tEND", 'ls']],
  ['a here-document that never ends', 'cat <<EOF\nx', ['cat <<EOF\nx']],
])('%s', (_, block, commands) => expect(commandsOf(block)).toEqual(commands));
