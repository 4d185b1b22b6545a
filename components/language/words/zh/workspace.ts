import type { Words } from '../words.ts';

export const workspace: Words['workspace'] = {
  pane: '窗格',
  panes: { editor: '编辑器', terminal: '终端', preview: '预览', inspector: '检视器' },
  editorSize: '编辑器的大小',
  besideSize: '预览和检视器的大小',
};
