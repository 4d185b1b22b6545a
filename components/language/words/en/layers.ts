/** Of the inspector's layers. What stands between backticks is code. */
export const layers = {
  name: 'Layers',
  what: 'Image or container',
  images: 'Images',
  containers: 'Containers',
  empty: 'There is no image yet',
  emptyHint: 'Pull one, and see here what it is made of, layer by layer, down to the files in each.',
  failed: (why: string) => `This could not be read: ${why}`,
  /** Top of the pile. */
  upper: 'The container’s own directory',
  upperHint: 'Read and written. All that it changes lands here; the image below stays as it is.',
  upperHintNever: 'It was never started: there is nothing in it.',
  noChanges: 'Nothing was changed.',
  changes: (added: number, changed: number, deleted: number) =>
    `${added} added, ${changed} changed, ${deleted} deleted`,
  base: 'at the bottom',
  emptyLayer: 'changes no files',
  sharedWith: (images: string) => `shared with ${images}`,
  unknown: 'made by an instruction that is not recorded',
  open: (instruction: string) => `Files of the layer: ${instruction}`,
  openFolder: (path: string) => `Folder ${path}`,
  kinds: { added: 'added', changed: 'changed', deleted: 'deleted', same: '' },
  fromLayer: (number: number) => `from layer ${number}`,
  ownFile: 'its own',
  more: (shown: number, total: number) => `${shown} of ${total} are shown.`,
  nothing: 'There is nothing in it.',
  layer: (number: number) => `Layer ${number}`,
  order:
    'What lies on top covers what lies below. Layers are read-only, and each is there once, however many images have it.',
};
