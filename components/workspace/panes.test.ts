import { expect, test } from 'vitest';
import { Panes } from './panes.ts';

test('preview and inspector cover each other', () => {
  const panes = new Panes();
  panes.show('inspector');
  expect(panes.isSeen('inspector')).toBe(true);
  panes.show('preview');
  expect([panes.isSeen('inspector'), panes.isSeen('preview')]).toEqual([false, true]);
});

test('where there is room beside the terminals, looking at these hides nothing', () => {
  const panes = new Panes();
  panes.show('inspector');
  panes.show('terminal');
  expect(panes.isSeen('inspector')).toBe(true);
  panes.setNarrow(true);
  expect(panes.isSeen('inspector')).toBe(false);
});

test('a pane comes forward without taking a narrow screen', () => {
  const panes = new Panes();
  panes.bringForward('inspector');
  expect([panes.get(), panes.getBeside()]).toEqual(['terminal', 'inspector']);
});
