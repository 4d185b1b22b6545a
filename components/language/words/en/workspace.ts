export const workspace = {
  pane: 'Pane',
  panes: { editor: 'Editor', terminal: 'Terminal', preview: 'Preview' },
  editorSize: 'Size of the editor',
  previewSize: 'Size of the preview',
};
