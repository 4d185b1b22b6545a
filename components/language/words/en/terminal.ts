export const terminal = {
  terminals: 'Terminals',
  add: 'New terminal',
  screenReader: 'Screen reader mode',
  rename: 'Double-click to rename',
  ended: '(ended)',
  name: 'Name of the terminal',
  close: (name: string) => `Close ${name}`,
};
