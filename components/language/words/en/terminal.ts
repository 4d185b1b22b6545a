export const terminal = {
  terminals: 'Terminals',
  numbered: (number: number) => `Terminal ${number}`,
  keyboard: (name: string) => `${name}, keyboard input`,
  moreKeys: 'More keys',
  arrows: { left: 'Arrow left', up: 'Arrow up', down: 'Arrow down', right: 'Arrow right' },
  add: 'New terminal',
  screenReader: 'Screen reader mode',
  rename: 'Double-click to rename',
  ended: '(ended)',
  name: 'Name of the terminal',
};
