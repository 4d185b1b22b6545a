export const home = {
  machine: 'A machine to try',
  openInPlayground: 'Open in the playground',
  off: 'Machine off',
  start: 'Start the machine',
  startAbout: (size: string | undefined) =>
    `${size === undefined ? 'It loads' : `It loads ${size}`} into this tab, wakes a Linux, and types the command above.`,
};
