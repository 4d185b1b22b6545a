export const laptop = {
  title: 'The same app without a container',
  about:
    'A Node that runs in your browser plays the laptop here: StackBlitz’s WebContainer. It takes your files from the workspace as they are now, and there is no image, no container and no Docker. The program comes from stackblitz.com, which therefore hears of your visit; your files stay in your browser, but the packages are fetched from npm.',
  run: 'Run it on the laptop',
  runAgain: 'Run it again',
  whenRunning: 'when the machine is running',
  reading: 'Reading your files…',
  noFiles: (folder: string) => `There are no files in the folder ${folder} yet.`,
  notRead: (why: string) => `Your files could not be read: ${why}`,
  skippedOff:
    'Left out here: it takes a program from another company’s site, and whoever runs this site has not turned that on. The lesson goes on without it.',
  skippedUnsupported: 'Left out: this browser does not give a page what it takes (shared memory between its parts).',
  skippedUnreachable:
    'Left out: stackblitz.com could not be reached from here, or did not answer in time. The lesson goes on without it.',
  reaching: 'Starting the laptop…',
  installing: 'Installing packages…',
  starting: 'Starting the app…',
  running: (port: number) => `The app runs, at port ${port} of the laptop.`,
  ended: (code: number) => `The app has ended, with exit code ${code}.`,
  failed: (why: string) => `It did not work: ${why}`,
  installFailed: (command: string, code: number) => `${command} ended with exit code ${code}`,
  frame: 'The laptop',
  output: 'What the laptop prints',
  page: 'The app’s page',
};
