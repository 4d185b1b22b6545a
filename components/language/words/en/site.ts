export const site = {
  /** Between two sentences. */
  between: ' ',
  lessons: 'Lessons',
  playground: 'Playground',
  navigation: 'Site',
  covered: 'What is covered',
  notAffiliated: 'Not affiliated with Docker, Inc. Docker is a trademark of Docker, Inc.',
  switchTheme: 'Switch theme',
  lightTheme: 'Switch to the light theme',
  darkTheme: 'Switch to the dark theme',
  cancel: 'Cancel',
  close: (name: string) => `Close ${name}`,
  noSuchPage: 'There is no such page',
  oldOrMistyped: 'The address may be old or mistyped.',
  broke: 'This page broke',
  brokeAbout:
    'It is a mistake of ours. Your images, containers and files are in the browser’s storage and were not touched.',
  tryAgain: 'Try again',
  goHome: 'Go home',
  openPlayground: 'Open the playground',
};
