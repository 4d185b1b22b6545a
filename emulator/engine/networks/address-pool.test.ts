import { expect, it } from 'vitest';
import { AddressPool, formatAddress, macAddressOf, parseAddress, parseSubnet } from './address-pool.ts';

it.each([
  ['0.0.0.0', 0],
  ['172.17.0.2', 0xac110002],
  ['255.255.255.255', 0xffffffff],
  ['1.2.3', undefined],
  ['1.2.3.256', undefined],
])('%s', (text, value) => {
  expect(parseAddress(text)).toBe(value);
  if (value !== undefined) expect(formatAddress(value)).toBe(text);
});

it('hands out the lowest free address, and no more than there are', () => {
  const pool = new AddressPool(parseSubnet('10.0.0.9/29'), '10.0.0.9', 'net (id)');
  expect([1, 2, 3, 4, 5].map(() => pool.take())).toEqual([
    '10.0.0.10',
    '10.0.0.11',
    '10.0.0.12',
    '10.0.0.13',
    '10.0.0.14',
  ]);
  expect(() => pool.take()).toThrow("no available IPv4 addresses on this network's address pools: net (id)");
  pool.release('10.0.0.12');
  expect(() => pool.take('10.0.0.10')).toThrow('Address already in use');
  expect(() => pool.take('10.0.1.10')).toThrow('does not belong');
  expect(pool.take()).toBe('10.0.0.12');
  expect(macAddressOf('172.17.0.2')).toBe('02:42:ac:11:00:02');
});
