import { expect, test } from 'vitest';
import { parseIoStat, parseNetDevices } from './stats.ts';

test('io.stat counts disks, not the device mapper over them', () => {
  const text =
    '8:16 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0\n254:0 rbytes=512 wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n8:0 \n';
  expect(parseIoStat(text)).toEqual([
    { major: 8, minor: 16, op: 'read', value: 4096 },
    { major: 8, minor: 16, op: 'write', value: 8192 },
  ]);
});

test('/proc/net/dev without loopback', () => {
  const text = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
    '    lo:       5       1    0    0    0     0          0         0        5       1    0    0    0     0       0          0',
    '  eth0:    1234      12    1    2    0     0          0         0     5678      56    3    4    0     0       0          0',
    '',
  ].join('\n');
  expect(parseNetDevices(text)).toEqual({
    eth0: {
      rx_bytes: 1234,
      rx_packets: 12,
      rx_errors: 1,
      rx_dropped: 2,
      tx_bytes: 5678,
      tx_packets: 56,
      tx_errors: 3,
      tx_dropped: 4,
    },
  });
});
