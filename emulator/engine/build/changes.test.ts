import { describe, expect, it } from 'vitest';
import type { ContainerDefaults } from '../images/types.ts';
import { applyChanges } from './changes.ts';

const base: ContainerDefaults = { Env: ['PATH=/bin'], Cmd: ['sh'] };

/** What dockerd 20.10 makes of each, by `docker commit -c`. */
describe('docker commit -c', () => {
  it.each<[string, ContainerDefaults]>([
    ['CMD', { Cmd: ['/bin/sh', '-c'] }],
    ['CMD []', { Cmd: [] }],
    ['CMD echo hi', { Cmd: ['/bin/sh', '-c', 'echo hi'] }],
    ['CMD ["a"', { Cmd: ['/bin/sh', '-c', '["a"'] }],
    ['cmd ["x"]', { Cmd: ['x'] }],
    ['ENV a=b=c d="e f" g=$PATH', { Env: ['PATH=/bin', 'a=b=c', 'd=e f', 'g=/bin'] }],
    ['ENV PATH=/sbin:$PATH', { Env: ['PATH=/sbin:/bin'] }],
    ['ENV a b c', { Env: ['PATH=/bin', 'a=b c'] }],
    ['EXPOSE 80 90/udp', { ExposedPorts: { '80/tcp': {}, '90/udp': {} } }],
    ['EXPOSE 80-82', { ExposedPorts: { '80/tcp': {}, '81/tcp': {}, '82/tcp': {} } }],
    ['LABEL a=b c="d e"', { Labels: { a: 'b', c: 'd e' } }],
    ['ONBUILD RUN ls', { OnBuild: ['RUN ls'] }],
    ['USER bob', { User: 'bob' }],
    ['USER a b', { User: 'a b' }],
    ['VOLUME /a /b', { Volumes: { '/a': {}, '/b': {} } }],
    ['VOLUME ["/a","/b"]', { Volumes: { '/a': {}, '/b': {} } }],
    ['WORKDIR rel', { WorkingDir: '/rel' }],
    ['WORKDIR /abs\nWORKDIR rel/..', { WorkingDir: '/abs' }],
    ['HEALTHCHECK NONE', { Healthcheck: { Test: ['NONE'] } }],
    ['HEALTHCHECK --interval=5s CMD true', { Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 5_000_000_000 } }],
    ['ENTRYPOINT /bin/x', { Entrypoint: ['/bin/sh', '-c', '/bin/x'], Cmd: null }],
    ['ENTRYPOINT ["/bin/x"]', { Entrypoint: ['/bin/x'], Cmd: null }],
    ['CMD ["y"]\nENTRYPOINT ["/bin/x"]', { Entrypoint: ['/bin/x'], Cmd: ['y'] }],
  ])('%s', (change, expected) => {
    expect(applyChanges(base, change.split('\n'))).toEqual({ ...base, ...expected });
  });

  it.each([
    ['FROM x', 'from is not a valid change command'],
    ['BLA x', 'bla is not a valid change command'],
    ['STOPSIGNAL 9', 'stopsignal is not a valid change command'],
    ['ENV a', 'ENV must have two arguments'],
    ['ENV a=b c', 'Syntax error - can\'t find = in "c". Must be of the form: name=value'],
    ['ENV =x', 'ENV names can not be blank'],
    ['EXPOSE', 'EXPOSE requires at least one argument'],
    ['EXPOSE abc', 'Invalid containerPort: abc'],
    ['EXPOSE 80/foo', 'Invalid proto: foo'],
    ['LABEL', 'LABEL requires at least one argument'],
    ['LABEL x', 'LABEL must have two arguments'],
    ['ONBUILD', 'ONBUILD requires at least one argument'],
    ['ONBUILD FROM x', "FROM isn't allowed as an ONBUILD trigger"],
    ['ONBUILD ONBUILD RUN x', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
    ['USER', 'USER requires exactly one argument'],
    ['VOLUME', 'VOLUME requires at least one argument'],
    ['WORKDIR', 'WORKDIR requires exactly one argument'],
    ['HEALTHCHECK foo', 'Unknown type "FOO" in HEALTHCHECK (try CMD)'],
    ['', 'file with no instructions'],
    ['# hi', 'file with no instructions'],
  ])('%j is refused', (change, message) => {
    expect(() => applyChanges(base, [change])).toThrow(expect.objectContaining({ kind: 'invalid', message }));
  });
});
