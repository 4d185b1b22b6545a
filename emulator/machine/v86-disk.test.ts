import { describe, expect, test, vi } from 'vitest';
import type { BlockDevice } from '../disks/block-device.ts';
import { BlockDeviceDisk } from './v86-disk.ts';
import type { V86Drive } from './v86-internals.ts';

function setUp(device: Partial<BlockDevice>) {
  const drive = {
    channel: { dma_status: 5 },
    status_reg: 0x58,
    error_reg: 0,
    current_command: 0xca,
    in_progress_io_ids: new Map([[1, 'reading']]),
    push_irq: vi.fn(),
  };
  const report = vi.fn();
  const whole = { sizeBytes: 1024, read: () => new Uint8Array(0), write: () => {}, ...device };
  return { drive, report, disk: new BlockDeviceDisk(whole, () => drive as unknown as V86Drive, report) };
}

describe('BlockDeviceDisk', () => {
  test('answers inside the call', () => {
    const write = vi.fn();
    const { disk, drive } = setUp({ read: (at, length) => new Uint8Array(length).fill(at / 512), write });
    const done = vi.fn();
    disk.get(512, 512, done);
    expect(done).toHaveBeenCalledWith(new Uint8Array(512).fill(1));
    disk.set(0, new Uint8Array(512), done);
    expect(done).toHaveBeenCalledTimes(2);
    expect(write).toHaveBeenCalledWith(0, new Uint8Array(512));
    expect(disk.byteLength).toBe(1024);
    expect(disk.get_state()).toEqual([]);
    expect(drive.push_irq).not.toHaveBeenCalled();
  });

  test.each([
    ['read', 0x40],
    ['write', 0x04],
  ] as const)('a %s that fails ends the command with an error', (operation, errorRegister) => {
    const error = new Error('no space left on device');
    const { disk, drive, report } = setUp({
      [operation]: () => {
        throw error;
      },
    });
    const done = vi.fn();
    if (operation === 'read') disk.get(0, 512, done);
    else disk.set(0, new Uint8Array(512), done);
    expect(done).not.toHaveBeenCalled();
    expect(drive).toMatchObject({ status_reg: 0x51, error_reg: errorRegister, current_command: -1 });
    expect(drive.channel.dma_status).toBe(6);
    expect(drive.push_irq).toHaveBeenCalledTimes(1);
    expect(report).toHaveBeenCalledWith(error);
  });

  test('FLUSH CACHE reaches the device, and the disk tells of its write cache', () => {
    const flush = vi.fn();
    const { disk, drive } = setUp({ flush });
    const [ata_command, create_identify_packet] = [vi.fn(), vi.fn()];
    const data = new Uint8Array(512);
    Object.assign(drive, { data });
    const inside = Object.setPrototypeOf(drive, { ata_command, create_identify_packet }) as V86Drive;
    disk.flushOnCommand();
    inside.create_identify_packet();
    expect([data[164], data[170]]).toEqual([0x20, 0x20]);
    inside.ata_command(0xca);
    expect(flush).not.toHaveBeenCalled();
    for (const command of [0xe7, 0xea]) inside.ata_command(command);
    expect(flush).toHaveBeenCalledTimes(2);
    expect(ata_command.mock.calls).toEqual([[0xca], [0xe7], [0xea]]);
    flush.mockImplementation(() => {
      throw new Error('full');
    });
    inside.ata_command(0xea);
    expect(drive).toMatchObject({ status_reg: 0x51, error_reg: 0x04 });
    expect(ata_command).toHaveBeenCalledTimes(3);
  });
});
