import { expect, it } from 'vitest';
import { metadataOfEggInfo, requiring } from './python-metadata.ts';

const HEAD = ['Metadata-Version: 2.1', 'Name: Flask', 'Version: 2.2.2', 'Provides-Extra: async'];

it('turns requirements and their sections into fields of the header', () => {
  const requirements = [
    'Werkzeug>=2.2.2',
    'tomli; python_version < "3.11"',
    ...['', '[:python_version < "3.10"]', 'importlib-metadata>=3.6.0'],
    ...['', '[async]', 'asgiref>=3.2', '', '[dotenv:sys_platform == "win32"]', 'colorama'],
  ];
  expect(metadataOfEggInfo(`${HEAD.join('\n')}\n\nA description.\n`, requirements.join('\n'))).toBe(
    [
      ...HEAD,
      'Requires-Dist: Werkzeug>=2.2.2',
      'Requires-Dist: tomli; (python_version < "3.11")',
      'Requires-Dist: importlib-metadata>=3.6.0; (python_version < "3.10")',
      "Requires-Dist: asgiref>=3.2; extra == 'async'",
      'Provides-Extra: dotenv',
      `Requires-Dist: colorama; (sys_platform == "win32") and extra == 'dotenv'`,
      ...['', '', 'A description.', ''],
    ].join('\n'),
  );
});

it('leaves metadata without requirements as it is', () => {
  const text = `${HEAD.join('\n')}\n`;
  expect(metadataOfEggInfo(text, '').trimEnd()).toBe(text.trimEnd());
});

it('requires what Debian does, in the one version that there is', () => {
  const own = [
    'Requires-Dist: starlette (<0.26.0,>=0.25.0)',
    'Requires-Dist: Typing_Extensions>=4; python_version < "4"',
  ];
  const extra = "Requires-Dist: uvicorn>=0.12; extra == 'all'";
  const needed = ['starlette', 'typing-extensions', 'uvicorn'];
  expect(requiring([...HEAD, ...own, extra, '', 'Body', ''].join('\n'), needed)).toBe(
    [...HEAD, extra, ...needed.map((name) => `Requires-Dist: ${name}`), '', 'Body', ''].join('\n'),
  );
  expect(requiring(`${HEAD.join('\n')}\n`, [])).toBe(`${HEAD.join('\n')}\n`);
});
