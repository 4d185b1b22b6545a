export const terminal = {
  terminals: 'Terminals',
  numbered: (number: number) => `Terminal ${number}`,
  keyboard: (name: string) => `${name}, keyboard input`,
  add: 'New terminal',
  screenReader: 'Screen reader mode',
  rename: 'Double-click to rename',
  ended: '(ended)',
  name: 'Name of the terminal',
};
