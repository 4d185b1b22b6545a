import { describe, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../testing/test-engine.ts';

async function run(test: TestEngine, name: string, network: string, endpoint: object = {}) {
  const created = await test.call('POST', `/containers/create?name=${name}`, {
    Image: 'test',
    Cmd: ['serve'],
    HostConfig: { NetworkMode: network },
    NetworkingConfig: { EndpointsConfig: { [network]: endpoint } },
  });
  if (created.status !== 201) return created;
  const started = await test.call('POST', `/containers/${name}/start`);
  return started.status === 204 ? created : started;
}

/** A query for `name`: the answer's code and its IPv4 addresses, or names. */
async function ask(test: TestEngine, id: string, name: string, type = 1) {
  const labels = name.split('.').flatMap((label) => [label.length, ...new TextEncoder().encode(label)]);
  const query = Uint8Array.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
  const answer = (await test.guest.askName(id, query, false))!;
  expect([...answer.subarray(0, 2)]).toEqual([0x12, 0x34]);
  const records = [];
  for (let at = query.length; at < answer.length; at += 12 + answer[at + 11]!) {
    const data = answer.subarray(at + 12, at + 12 + answer[at + 11]!);
    records.push(type === 1 ? data.join('.') : new TextDecoder().decode(data.subarray(1)).replace(/[\0-\x1f]/g, '.'));
  }
  return { code: answer[3]! & 15, records };
}

describe('networks', () => {
  it('are made with the next free addresses, once a name, and come back after a reboot', async () => {
    const test = await startTestEngine();
    const created = await test.call('POST', '/networks/create', { Name: 'a', Labels: { x: 'y' } });
    expect(created.status).toBe(201);
    await test.call('POST', '/networks/create', { Name: 'b', Internal: true });
    const bridge = `br-${created.body.Id.slice(0, 12)}`;
    expect(test.guest.bridges).toContain(`${bridge} 172.18.0.1/16`);
    const { body } = await test.call('GET', '/networks/b');
    expect(body).toMatchObject({
      Internal: true,
      IPAM: { Config: [{ Subnet: '172.19.0.0/16', Gateway: '172.19.0.1' }] },
    });
    const again = await test.reboot();
    expect(again.guest.bridges).toContain(`${bridge} 172.18.0.1/16`);
    expect((await again.call('DELETE', '/networks/a')).status).toBe(204);
    expect(again.guest.bridges).not.toContain(`${bridge} 172.18.0.1/16`);
  });

  it.each([
    [{ Name: 'a' }, 409, 'network with name a already exists'],
    [{ Name: 'host' }, 403, 'operation is not permitted on predefined host network'],
    [{ Name: 'x', Driver: 'host' }, 403, 'only one instance of "host" network is allowed'],
    [{ Name: 'x', Driver: 'foo' }, 404, 'plugin "foo" not found'],
    [{ Name: 'x', Driver: 'macvlan' }, 501, 'the network driver macvlan is not implemented in Slipway'],
    [{ Name: 'x', ConfigFrom: { Network: 'y' } }, 404, 'configuration network "y" does not exist'],
    [
      { Name: 'x', IPAM: { Config: [{ Subnet: '172.18.5.0/24' }] } },
      403,
      'Pool overlaps with other one on this address space',
    ],
    [
      { Name: 'x', IPAM: { Config: [{ Subnet: '10.0.0.0/33' }] } },
      400,
      'Invalid subnet 10.0.0.0/33 : invalid CIDR address: 10.0.0.0/33',
    ],
  ])('%j is refused', async (body, status, message) => {
    const test = await startTestEngine();
    await test.call('POST', '/networks/create', { Name: 'a' });
    expect(await test.call('POST', '/networks/create', body)).toEqual({ status, body: { message } });
  });

  it('give the addresses that are asked for, where the subnet was', async () => {
    const test = await startTestEngine();
    const Config = [{ Subnet: '10.9.0.0/24', IPRange: '10.9.0.64/26', AuxiliaryAddresses: { r: '10.9.0.64' } }];
    await test.call('POST', '/networks/create', { Name: 'own', IPAM: { Config } });
    await test.call('POST', '/networks/create', { Name: 'auto' });
    const fixed = { IPAMConfig: { IPv4Address: '10.9.0.7' }, Aliases: ['db'] };
    await run(test, 'one', 'own', fixed);
    const { body } = await test.call('GET', '/containers/one/json');
    expect(body.NetworkSettings.Networks.own).toMatchObject({
      IPAMConfig: { IPv4Address: '10.9.0.7' },
      IPAddress: '10.9.0.7',
      Gateway: '10.9.0.1',
      Aliases: ['db', body.Id.slice(0, 12)],
    });
    await run(test, 'two', 'own');
    expect((await test.call('GET', '/networks/own')).body.Containers).toMatchObject({
      [body.Id]: { Name: 'one', IPv4Address: '10.9.0.7/24' },
    });
    expect((await test.call('GET', '/containers/two/json')).body.NetworkSettings.Networks.own.IPAddress).toBe(
      '10.9.0.65',
    );
    expect((await run(test, 'three', 'own', fixed)).body.message).toBe('Address already in use');
    expect((await run(test, 'four', 'auto', fixed)).body.message).toMatch(/only when connecting to networks with user/);
    expect((await test.call('DELETE', '/networks/own')).body.message).toMatch(/has active endpoints$/);
  });

  it('answer for what there is outside, to the guest itself as well', async () => {
    const outsideAddress = (name: string) => (name === 'deb.debian.org' ? '10.0.2.4' : undefined);
    const test = await startTestEngine(undefined, { outsideAddress });
    await test.call('POST', '/networks/create', { Name: 'a' });
    const one = (await run(test, 'one', 'a')).body.Id;
    for (const asker of [one, '']) {
      expect(await ask(test, asker, 'Deb.Debian.org')).toEqual({ code: 0, records: ['10.0.2.4'] });
      expect((await ask(test, asker, 'example.com')).code).toBe(2);
    }
    expect((await ask(test, '', 'one')).code).toBe(2);
  });

  it('leave what is outside to the servers of --dns', async () => {
    const test = await startTestEngine(undefined, { outsideAddress: () => '10.0.2.4' });
    await test.call('POST', '/networks/create', { Name: 'a' });
    const HostConfig = { NetworkMode: 'a', Dns: ['10.9.9.9', '10.5.0.53'] };
    const { body } = await test.call('POST', '/containers/create?name=one', {
      Image: 'test',
      Cmd: ['serve'],
      HostConfig,
    });
    await test.call('POST', '/containers/one/start');
    expect((await ask(test, body.Id, 'outside.test')).code).toBe(2);
    // The query's records are taken over, so the answer is its own length longer.
    test.guest.datagramServers.set('10.5.0.53:53', (query) => {
      const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 9, 8, 7];
      return Uint8Array.from([
        ...query.subarray(0, 2),
        0x81,
        0x80,
        0,
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        ...query.subarray(12),
        ...record,
      ]);
    });
    expect(await ask(test, body.Id, 'outside.test')).toEqual({ code: 0, records: ['10.9.8.7'] });
    expect(await ask(test, body.Id, 'one')).toEqual({ code: 0, records: ['172.18.0.2'] });
  });

  it('answer for names, aliases, short IDs and addresses of their own containers only', async () => {
    const test = await startTestEngine();
    await test.call('POST', '/networks/create', { Name: 'a' });
    await test.call('POST', '/networks/create', { Name: 'b' });
    const one = (await run(test, 'one', 'a', { Aliases: ['db'] })).body.Id;
    const two = (await run(test, 'two', 'a', { Aliases: ['db'] })).body.Id;
    const other = (await run(test, 'other', 'b')).body.Id;
    const found = (address: string) => ({ code: 0, records: [address] });
    expect(await ask(test, one, 'two')).toEqual(found('172.18.0.3'));
    expect(await ask(test, one, 'TWO.a')).toEqual(found('172.18.0.3'));
    expect(await ask(test, one, two.slice(0, 12))).toEqual(found('172.18.0.3'));
    expect((await ask(test, one, 'db')).records).toEqual(['172.18.0.2', '172.18.0.3']);
    expect(await ask(test, one, 'two', 28)).toEqual({ code: 0, records: [] });
    expect(await ask(test, one, '3.0.18.172.in-addr.arpa', 12)).toEqual({ code: 0, records: ['two.a.'] });
    expect((await ask(test, one, 'other')).code).toBe(2);
    expect((await ask(test, one, 'example.com')).code).toBe(2);
    expect(await test.guest.askName(one, new Uint8Array(3), false)).toBeUndefined();
    await test.call('POST', '/containers/two/rename?name=zwei');
    expect(await ask(test, one, 'zwei')).toEqual(found('172.18.0.3'));
    await test.call('POST', '/networks/a/connect', { Container: 'other' });
    expect(await ask(test, other, 'zwei')).toEqual(found('172.18.0.3'));
    expect(test.guest.starts[0]!.endpoints[0]).toMatchObject({ names: true, gateway: '172.18.0.1' });
  });

  it('are joined and left by containers that run', async () => {
    const test = await startTestEngine();
    await test.call('POST', '/networks/create', { Name: 'a' });
    const id = (await run(test, 'one', 'bridge')).body.Id;
    expect((await test.call('POST', '/networks/a/connect', { Container: 'one' })).status).toBe(200);
    expect(await test.call('POST', '/networks/a/connect', { Container: 'one' })).toEqual({
      status: 403,
      body: { message: 'endpoint with name one already exists in network a' },
    });
    expect((await test.call('POST', '/networks/bridge/disconnect', { Container: 'one' })).status).toBe(200);
    expect(test.guest.interfaces).toEqual([
      `+${id.slice(0, 4)} eth1 172.18.0.2/16 via 172.18.0.1`,
      `-${id.slice(0, 4)} eth0 via 172.18.0.1`,
    ]);
    expect((await test.call('POST', '/networks/bridge/disconnect', { Container: 'one' })).body.message).toBe(
      `container ${id} is not connected to network bridge`,
    );
    await test.call('POST', '/containers/one/restart?t=0');
    expect(Object.keys((await test.call('GET', '/containers/one/json')).body.NetworkSettings.Networks)).toEqual(['a']);
    expect((await test.call('POST', '/networks/prune')).body).toEqual({ NetworksDeleted: null });
    await test.call('DELETE', '/containers/one?force=1');
    expect((await test.call('POST', '/networks/prune')).body).toEqual({ NetworksDeleted: ['a'] });
  });
});
