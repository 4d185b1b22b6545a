import { beforeEach, describe, expect, it } from 'vitest';
import { PreviewStore, type PreviewTab } from './preview-store.ts';

const at = (path: string, port = 8080) => ({ port, path });

let store: PreviewStore;
let id: number;
const tab = (): PreviewTab => store.active()!;
const paths = () => tab().history.map(({ path }) => path);

beforeEach(() => {
  store = new PreviewStore();
  store.open(at('/'));
  id = tab().id;
});

describe('history', () => {
  it('follows what is asked for, links and the way back', () => {
    store.shown(id, at('/'), 'Home');
    expect(tab()).toMatchObject({ progress: 'shown', title: 'Home', index: 0 });
    store.leaving(id);
    store.shown(id, at('/link'));
    store.go(id, at('/typed'));
    store.shown(id, at('/typed'));
    expect(paths()).toEqual(['/', '/link', '/typed']);
    store.step(id, -1);
    expect(tab()).toMatchObject({ progress: 'loading', loaded: at('/link'), index: 1 });
    store.shown(id, at('/link'));
    store.leaving(id);
    store.shown(id, at('/other'));
    expect(paths()).toEqual(['/', '/link', '/other']);
    store.step(id, 1);
    expect(tab().address).toEqual(at('/other'));
  });

  it('keeps the end of a redirect, not what was asked for', () => {
    store.shown(id, at('/login'));
    expect(paths()).toEqual(['/login']);
  });

  it('has an entry for a page of another port, whose connection is made first', () => {
    store.shown(id, at('/'));
    store.leaving(id);
    store.follow(id, at('/there', 9000));
    expect(tab()).toMatchObject({ progress: 'loading', loaded: at('/there', 9000), index: 1 });
    store.shown(id, at('/there', 9000));
    expect(tab().history).toEqual([at('/'), at('/there', 9000)]);
  });

  it('has none more for what a page says about itself twice, or for a reload', () => {
    store.shown(id, at('/'), '');
    store.shown(id, at('/'), 'Title');
    store.reload(id);
    store.shown(id, at('/'), 'Title');
    expect(paths()).toEqual(['/']);
    expect(tab().loadCount).toBe(2);
  });

  it('has one for each place within a document', () => {
    store.moved(id, at('/#early'));
    store.shown(id, at('/'), 'Title');
    store.moved(id, at('/#a'));
    expect(paths()).toEqual(['/', '/#a']);
    expect(tab().title).toBe('Title');
  });
});

describe('failures', () => {
  const failure = { kind: 'no-answer', reason: { kind: 'unavailable', detail: 'connection refused' } } as const;

  it('are tried again without a word, until there is a page', () => {
    store.failedAt(id, at('/'), failure);
    expect(tab()).toMatchObject({ progress: 'failed', failure });
    store.retry(id);
    expect(tab()).toMatchObject({ progress: 'failed', loadCount: 2 });
    store.shown(id, at('/'));
    expect(tab()).toMatchObject({ progress: 'shown', failure: undefined, loadCount: 2 });
    store.retry(id);
    expect(tab().loadCount).toBe(2);
  });

  it('of the connection are not tried for ever', () => {
    store.follow(id, at('/'));
    expect(tab()).toMatchObject({ progress: 'failed', failure: { kind: 'setup' } });
    store.reload(id);
    expect(tab()).toMatchObject({ progress: 'loading', setupCount: 1 });
  });
});

it('a download that was asked for is said, one that a link began leaves the page', () => {
  store.nothingShown(id, true);
  expect(tab().progress).toBe('downloaded');
  store.reload(id);
  store.shown(id, at('/'));
  store.leaving(id);
  store.nothingShown(id, true);
  expect(tab().progress).toBe('shown');
});

it('each port has a tab; an empty one is used first, and closing the last closes the preview', () => {
  store.open(at('/b', 9000));
  store.open(at('/c', 8080));
  expect(store.get().tabs.map(({ address }) => address)).toEqual([at('/c'), at('/b', 9000)]);
  expect(store.get().activeId).toBe(id);
  const empty = store.addTab();
  store.open(at('/', 5000));
  expect(tab().id).toBe(empty);
  store.closeTab(empty);
  expect(tab().address?.port).toBe(9000);
  store.closeTab(tab().id);
  store.closeTab(id);
  expect(store.get()).toMatchObject({ isOpen: false, tabs: [] });
  store.toggle();
  expect(store.get()).toMatchObject({ isOpen: true, tabs: [{ address: undefined }] });
});
