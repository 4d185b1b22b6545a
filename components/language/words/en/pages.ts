/** Titles and descriptions of the pages, as search engines and tabs of the browser show them. */
export const pages = {
  site: 'Slipway: Docker in a browser tab',
  about: 'Learn Docker with real containers that run in your browser tab. Nothing to install, no account, no queue.',
  lessonsAbout: 'Learn Docker beside a real machine, step by step.',
  playgroundAbout: 'Terminals on a Linux machine with Docker, in this tab.',
  preview: 'Preview',
  laptop: 'The laptop',
  coverageAbout: 'Which of Docker’s commands, flags and API endpoints Slipway has, and why it has not the others.',
};
