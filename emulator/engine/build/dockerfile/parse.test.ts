import { describe, expect, it } from 'vitest';
import { ignoreRules, readIgnoreFile } from './dockerignore.ts';
import { findStage } from './find-stage.ts';
import { parseDockerfile } from './parse.ts';

const only = (line: string) => {
  const { stages, problems } = parseDockerfile(`FROM scratch\n${line}\n`);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return stages[0]!.instructions[0]!;
};

describe('instructions', () => {
  it.each<[string, object]>([
    ['RUN echo hi', { kind: 'run', command: { words: ['echo hi'], isShellForm: true } }],
    ['RUN ["echo", "hi"]', { command: { words: ['echo', 'hi'], isShellForm: false } }],
    ["RUN ['echo']", { command: { words: ["['echo']"], isShellForm: true } }],
    ['run a \\\n  b \\\n# comment\n  c', { command: { words: ['a   b   c'], isShellForm: true } }],
    ['RUN --network=none --security=insecure ls', { network: 'none', security: 'insecure' }],
    [
      'RUN --mount=type=cache,target=/root/.npm,id=npm,sharing=locked npm ci',
      { mounts: [expect.objectContaining({ type: 'cache', target: '/root/.npm', cacheId: 'npm', sharing: 'locked' })] },
    ],
    [
      'RUN --mount=from=b,target=/x,rw --mount=type=tmpfs,target=/t,size=1m true',
      {
        mounts: [
          expect.objectContaining({ type: 'bind', from: 'b', readOnly: false }),
          expect.objectContaining({ type: 'tmpfs', sizeBytes: 1048576 }),
        ],
      },
    ],
    ['RUN <<EOF\na\n\tb\nEOF', { heredocs: [{ name: 'EOF', content: 'a\n\tb\n', expand: true, chomp: false }] }],
    ["RUN <<-'X' cat\n\ta\n\tX", { heredocs: [{ name: 'X', content: '\ta\n', expand: false, chomp: true }] }],
    [
      'COPY --from=0 --chown=1:2 --chmod=644 --link a b\\ c /d/',
      { sources: ['a', 'b\\', 'c'], destination: '/d/', from: '0', chown: '1:2', chmod: '644', link: true },
    ],
    ['COPY ["a b", "/c"]', { sources: ['a b'], destination: '/c' }],
    [
      'COPY <<one <<"two" /d/\n1\none\n2\ntwo',
      { sources: [], heredocs: [{ name: 'one' }, { name: 'two', expand: false }] },
    ],
    ['ADD --checksum=sha256:ab --keep-git-dir=false u /', { kind: 'add', checksum: 'sha256:ab', keepGitDir: false }],
    [
      'ENV a=b c="d e" f=g\\ h',
      {
        pairs: [
          { key: 'a', value: 'b' },
          { key: 'c', value: '"d e"' },
          { key: 'f', value: 'g\\ h' },
        ],
      },
    ],
    ['ENV name some value = here', { pairs: [{ key: 'name', value: 'some value = here' }] }],
    ['LABEL "a.b"=c', { kind: 'label', pairs: [{ key: '"a.b"', value: 'c' }] }],
    [
      'ARG a b=1 c=',
      {
        args: [
          { key: 'a', value: undefined },
          { key: 'b', value: '1' },
          { key: 'c', value: '' },
        ],
      },
    ],
    ['EXPOSE 80/tcp 53/udp', { ports: ['80/tcp', '53/udp'] }],
    ['VOLUME ["/a", "/b"]', { paths: ['/a', '/b'] }],
    ['VOLUME /a /b', { paths: ['/a', '/b'] }],
    ['USER www:data', { kind: 'user', value: 'www:data' }],
    ['WORKDIR /a b', { kind: 'workdir', value: '/a b' }],
    ['SHELL ["/bin/bash", "-c"]', { shell: ['/bin/bash', '-c'] }],
    ['STOPSIGNAL SIGQUIT', { kind: 'stopsignal', value: 'SIGQUIT' }],
    ['ONBUILD COPY . /app', { kind: 'onbuild', trigger: 'COPY . /app' }],
    ['CMD', { kind: 'cmd', command: { words: [], isShellForm: true } }],
    ['ENTRYPOINT []', { kind: 'entrypoint', command: { words: [], isShellForm: false } }],
    [
      'HEALTHCHECK --interval=1m30s --timeout=500ms --retries=2 CMD curl -f x',
      { health: { Test: ['CMD-SHELL', 'curl -f x'], Interval: 90e9, Timeout: 0.5e9, Retries: 2 } },
    ],
    ['HEALTHCHECK NONE', { health: { Test: ['NONE'] } }],
    ['MAINTAINER A B <a@b>', { maintainer: 'A B <a@b>' }],
  ])('%s', (line, expected) => {
    expect(only(line)).toMatchObject(expected);
  });
});

describe('files', () => {
  it('has stages, global arguments and directives', () => {
    const file = parseDockerfile(
      '# syntax=docker/dockerfile:1\n# escape=`\n\nARG V=3\nFROM --platform=$BUILDPLATFORM base:$V AS Build\nRUN a `\n  b\nFROM build\nCOPY --from=build /a /b\n',
    );
    expect(file.directives).toMatchObject({ syntax: 'docker/dockerfile:1', escape: '`' });
    expect(file.globalArgs[0]!.args).toEqual([{ key: 'V', value: '3' }]);
    expect(file.stages.map(({ from }) => [from.image, from.name, from.platform])).toEqual([
      ['base:$V', 'build', '$BUILDPLATFORM'],
      ['build', '', ''],
    ]);
    expect(file.stages[0]!.instructions[0]!.lines).toEqual({ start: 6, end: 7 });
    expect(findStage(file.stages, 'BUILD')).toBe(0);
    expect(findStage(file.stages, '1')).toBe(1);
    expect(findStage(file.stages, '2')).toBeUndefined();
    expect(findStage(file.stages, 'build', 0)).toBeUndefined();
  });

  it('reads a directive only at the top, and Windows lines and a byte order mark', () => {
    const file = parseDockerfile('\uFEFF# x\r\n# escape=`\r\nFROM a\r\nRUN b \\\r\n c\r\n');
    expect(file.directives.escape).toBe('\\');
    expect(file.stages[0]!.instructions[0]).toMatchObject({ command: { words: ['b  c'] } });
  });
});

const problemsOf = (text: string, severity: string) =>
  parseDockerfile(text)
    .problems.filter((each) => each.severity === severity)
    .map(({ code, message, lines }) => [
      lines.start,
      lines.end,
      severity === 'error' ? message : `${code}: ${message}`,
    ]);

describe('errors', () => {
  it.each<[string, unknown[]]>([
    ['', [1, 1, 'file with no instructions']],
    ['RUN x', [1, 1, 'no build stage in current context']],
    ['FROM a\nRUNN x', [2, 2, 'unknown instruction: RUNN (did you mean RUN?)']],
    ['FROM a b', [1, 1, 'FROM requires either one or three arguments']],
    ['FROM a AS 1x', [1, 1, `invalid name for build stage: "1x", name can't start with a number or contain symbols`]],
    ['FROM a\nENV x', [2, 2, 'ENV must have two arguments']],
    ['FROM a\nENV a=b c', [2, 2, `Syntax error - can't find = in "c". Must be of the form: name=value`]],
    ['FROM a\nENV', [2, 2, 'ENV requires at least one argument']],
    ['FROM a\nENV =x', [2, 2, 'ENV names can not be blank']],
    [
      'FROM a\nCOPY x',
      [2, 2, 'COPY requires at least two arguments, but only one was provided. Destination could not be determined'],
    ],
    ['FROM a\nCOPY --form=x a b', [2, 2, 'unknown flag: form (did you mean from?)']],
    ['FROM a\nCOPY --from a b', [2, 2, 'missing a value on flag: from']],
    ['FROM a\nCOPY --from=a --from=b a b', [2, 2, 'duplicate flag specified: from']],
    ['FROM a\nSHELL sh', [2, 2, 'SHELL requires the arguments to be in JSON form']],
    ['FROM a\nWORKDIR', [2, 2, 'WORKDIR requires exactly one argument']],
    ['FROM a\nONBUILD ONBUILD RUN x', [2, 2, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"]],
    ['FROM a\nONBUILD FROM b', [2, 2, "FROM isn't allowed as an ONBUILD trigger"]],
    ['FROM a\nHEALTHCHECK NONE x', [2, 2, 'HEALTHCHECK NONE takes no arguments']],
    ['FROM a\nHEALTHCHECK FOO', [2, 2, 'Unknown type "FOO" in HEALTHCHECK (try CMD)']],
    ['FROM a\nRUN <<EOF\nx', [2, 3, 'unterminated heredoc']],
    ['FROM a\nRUN --mount=type=nope,target=/x y', [2, 2, 'unsupported mount type "nope"']],
    [
      'FROM a\nRUN --mount=type=cache x',
      [2, 2, 'invalid mount config for type "cache": field Target must not be empty'],
    ],
    ['# escape=x\nFROM a', [1, 1, "invalid escape token 'x' does not match ` or \\"]],
  ])('%j', (text, expected) => {
    expect(problemsOf(text, 'error')).toEqual([expected]);
  });

  it('goes on behind an error', () => {
    expect(problemsOf('FROM a\nNOPE\nRUN x\nWORKDIR\n', 'error').map(([line]) => line)).toEqual([2, 4]);
  });
});

describe('warnings', () => {
  it.each<[string, unknown[][]]>([
    [
      'FROM a\nCMD x',
      [
        [
          2,
          2,
          'JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals',
        ],
      ],
    ],
    ['FROM a AS Bild', [[1, 1, "StageNameCasing: Stage name 'Bild' should be lowercase"]]],
    ['FROM a as b', [[1, 1, "FromAsCasing: 'as' and 'FROM' keywords' casing do not match"]]],
    [
      'FROM a\nRUN x\nrun y',
      [[3, 3, "ConsistentInstructionCasing: Command 'run' should match the case of the command majority (uppercase)"]],
    ],
    [
      'FROM a AS x\nFROM b AS x',
      [[2, 2, 'DuplicateStageName: Duplicate stage name "x", stage names should be unique']],
    ],
    ['FROM a\nRUN x \\\n\n y', [[2, 4, 'NoEmptyContinuation: Empty continuation line']]],
    [
      'FROM a\nMAINTAINER me',
      [[2, 2, 'MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label']],
    ],
    ['FROM a:$V', [[1, 1, "UndefinedArgInFrom: FROM argument 'V' is not declared"]]],
    [
      'ARG V\nFROM a:$V',
      [[2, 2, 'InvalidDefaultArgInFrom: Default value for ARG a:$V results in empty or invalid base image name']],
    ],
    [
      'FROM a\nENV x y',
      [[2, 2, 'LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format']],
    ],
    [
      'FROM a\nENV DB_PASSWORD=x',
      [[2, 2, 'SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENV "DB_PASSWORD")']],
    ],
    ['FROM scratch\nCOPY $foo .', [[2, 2, "UndefinedVar: Usage of undefined variable '$foo'"]]],
    ['FROM a\nARG foo\nCOPY $foe .', [[3, 3, "UndefinedVar: Usage of undefined variable '$foe' (did you mean $foo?)"]]],
    [
      'FROM a\nWORKDIR app',
      [[2, 2, 'WorkdirRelativePath: Relative workdir "app" can have unexpected results if the base image changes']],
    ],
    ['FROM a\nWORKDIR /x\nWORKDIR app', []],
    [
      'FROM a\nCMD ["x"]\nCMD ["y"]',
      [
        [
          2,
          2,
          'MultipleInstructionsDisallowed: Multiple CMD instructions should not be used in the same stage because only the last one will be used',
        ],
      ],
    ],
    [
      'FROM --platform=linux/amd64 a',
      [[1, 1, 'FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value "linux/amd64"']],
    ],
    [
      'FROM a\nEXPOSE 80/TCP',
      [[2, 2, "ExposeProtoCasing: Defined protocol '80/TCP' in EXPOSE instruction should be lowercase"]],
    ],
    ['# check=skip=JSONArgsRecommended\nFROM a\nCMD x', []],
    ['FROM a\nSHELL ["bash", "-c"]\nCMD x', []],
    ['FROM a AS b\nSHELL ["bash", "-c"]\nFROM b\nENTRYPOINT x', []],
    [
      'from a\ncmd x',
      [
        [
          2,
          2,
          'JSONArgsRecommended: JSON arguments recommended for cmd to prevent unintended behavior related to OS signals',
        ],
      ],
    ],
    [
      'from a\nentrypoint ["x"]\nentrypoint ["y"]',
      [
        [
          2,
          2,
          'MultipleInstructionsDisallowed: Multiple entrypoint instructions should not be used in the same stage because only the last one will be used',
        ],
      ],
    ],
    ['arg V=1\narg W=1\nFROM a', []],
    ['FROM a\nENV TOKEN_FILE=x KEY_VERSION=1 PUBLIC_KEY=y', []],
    [
      'FROM a\nWORKDIR app\nWORKDIR sub',
      [[2, 2, 'WorkdirRelativePath: Relative workdir "app" can have unexpected results if the base image changes']],
    ],
    ['FROM --platform=linux/amd64 a AS build_amd64', []],
    ['FROM --platform=linux/amd64 a AS linux', []],
    [
      'FROM --platform=$TARGETPLATFORM a',
      [
        [
          1,
          1,
          'RedundantTargetPlatform: Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
        ],
      ],
    ],
    [
      'FROM a AS context',
      [[1, 1, 'ReservedStageName: Stage name should not use the same name as reserved stage "context"']],
    ],
    [
      'FROM a\nEXPOSE 127.0.0.1:80:80',
      [
        [
          2,
          2,
          "ExposeInvalidFormat: EXPOSE instruction should not define an IP address or host-port mapping, found '127.0.0.1:80:80'",
        ],
      ],
    ],
    ['# a comment\nARG V=1\nFROM a', []],
    [
      '# check=experimental=InvalidDefinitionDescription\n\n# what it is\nARG V=1\n# V is said\nARG V=1\n# b is it\nFROM a AS b\n# no\nFROM b',
      [[4, 4, 'InvalidDefinitionDescription: Comment for ARG should follow the format: `# V <description>`']],
    ],
    [
      '# check=experimental=all\n\n# the first\nFROM a AS b',
      [[4, 4, 'InvalidDefinitionDescription: Comment for FROM should follow the format: `# b <description>`']],
    ],
    ['# check=skip=all\nFROM a AS X\nCMD x', []],
  ])('%j', (text, expected) => {
    expect(problemsOf(text, 'warning')).toEqual(expected);
  });

  it.each<[ignore: string, copy: string, shown: string | undefined]>([
    ['tmp', 'COPY tmp /x', 'Copy file "tmp"'],
    ['*/tmp/*', 'COPY ./a/tmp/f b /x', 'Copy file "a/tmp/f"'],
    ['tmp', 'ADD tmp/f /x', 'Add file "tmp/f"'],
    ['*', 'COPY . /x', 'Copy file "."'],
    ['*.log', 'COPY . /x', undefined],
    ['tmp\n!tmp/f', 'COPY tmp/f /x', undefined],
    ['tmp', 'COPY --from=a tmp /x', undefined],
    ['tmp', 'COPY $tmp /x', undefined],
    ['http*', 'ADD http://x/y /x', undefined],
    ['', 'COPY . /x', undefined],
  ])('with .dockerignore %j, of %s: %s', (ignore, copy, shown) => {
    const { problems } = parseDockerfile(`FROM a\nARG tmp\n${copy}`, ignoreRules(readIgnoreFile(ignore)));
    expect(problems.map(({ message, lines }) => `${message} ${lines.start}`)).toEqual(
      shown === undefined ? [] : [`Attempting to ${shown} that is excluded by .dockerignore 3`],
    );
  });

  it('says where a rule is explained', () => {
    expect(parseDockerfile('FROM a\nCMD x').problems[0]!.url).toBe(
      'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
    );
  });
});
