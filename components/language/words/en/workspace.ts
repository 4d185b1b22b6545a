export const workspace = {
  pane: 'Pane',
  panes: { editor: 'Editor', terminal: 'Terminal', preview: 'Preview', inspector: 'Inspector' },
  editorSize: 'Size of the editor',
  besideSize: 'Size of preview and inspector',
};
