import { expect, test } from 'vitest';
import { layerUsage } from './layer-usage.ts';
import type { Digest, Image } from './types.ts';

const digest = (name: string) => `sha256:${name}` as Digest;
const image = (...layers: string[]) => ({ layers: layers.map(digest) }) as unknown as Image;
const sizes: Record<string, number> = { base: 100, app: 20, web: 7 };
const sizeBytes = (layer: Digest) => sizes[layer.slice(7)]!;

test('a layer counts once, and belongs to all images on it', () => {
  const [base, app, web] = [image('base'), image('base', 'app'), image('base', 'web')];
  const usage = layerUsage([base, app, web], sizeBytes);
  expect(usage.totalBytes).toBe(127);
  expect([base, app, web].map(usage.sharedBytes)).toEqual([100, 100, 100]);
});

test('the same files on another base are another layer', () => {
  const [one, two] = [image('base', 'app'), image('web', 'app')];
  const usage = layerUsage([one, two], sizeBytes);
  expect(usage.totalBytes).toBe(147);
  expect([one, two].map(usage.sharedBytes)).toEqual([0, 0]);
});

test('two names of one content share all of it; none share nothing', () => {
  const [one, same] = [image('base', 'app'), image('base', 'app')];
  const usage = layerUsage([one, same], sizeBytes);
  expect([usage.totalBytes, usage.sharedBytes(one)]).toEqual([120, 120]);
  expect(layerUsage([], sizeBytes).totalBytes).toBe(0);
});
