import { expect, test } from 'vitest';
import { parseGpuRequest } from './gpu-request.ts';

const plain = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };

test.each([
  ['all', { ...plain, Count: -1 }],
  ['2', { ...plain, Count: 2 }],
  ['driver=nvidia', { ...plain, Driver: 'nvidia', Count: 1 }],
  ['device=0', { ...plain, DeviceIDs: ['0'] }],
  [
    '"device=0,1",count=1,capabilities=compute',
    { ...plain, Count: 1, DeviceIDs: ['0', '1'], Capabilities: [['compute', 'gpu']] },
  ],
  ['all,"options=a=b,c"', { ...plain, Count: -1, Options: { a: 'b', c: '' } }],
])('--gpus %s', (text, request) => expect(parseGpuRequest(text)).toEqual(request));

// As docker 28.2 says it.
test.each([
  ['nonsense', `invalid count (nonsense): value must be either "all" or an integer: invalid syntax`],
  ['count=x', `invalid count (x): value must be either "all" or an integer: invalid syntax`],
  ['all,all', `gpu request key 'all' can be specified only once`],
  ['all,count=2', `gpu request key 'count' can be specified only once`],
  ['foo=1', `unexpected key 'foo' in 'foo=1'`],
])('--gpus %s is refused', (text, message) => expect(() => parseGpuRequest(text)).toThrow(message));
