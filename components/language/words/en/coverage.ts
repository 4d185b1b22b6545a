/** The page of what is covered. What stands between backticks is code. */
export const coverage = {
  title: 'What is covered',
  about:
    'Which of Docker’s commands and endpoints Slipway has, and why it has not the others. This page is made from the tables that the engine and the `docker` command themselves run by.',
  /** Reasons and Docker's own descriptions are not translated. */
  ownWords: '',
  count: (done: number, all: number) => [`${done} `, `of ${all}`],
  ofAll: (done: number, all: number) => `${done} of ${all}`,
  counted: {
    commands: 'commands of Docker 28',
    flags: 'flags of these commands',
    endpoints: 'endpoints of the Engine API 1.43',
    scenarios: 'scenarios as real Docker plays them',
  },
  commands: {
    title: 'Commands and flags',
    about:
      'As `docker --help` of release 28 has them. Help, defaults and the words of usage errors are compared with that release. Flags that are struck out are refused with the reason.',
    noGroup: 'What is in no group',
    notThere: 'Not there: ',
    struckOut: 'Struck out: ',
  },
  endpoints: {
    title: 'Engine API',
    about:
      'All that version 1.43 documents. Clients may ask for 1.24 to 1.43. What is not there answers with the reason, in Docker’s own words where Docker has some.',
    endpoint: 'Endpoint',
    inSlipway: 'In Slipway',
    yes: 'yes',
    no: 'no: ',
  },
  packages: {
    title: 'Packages without a network',
    about:
      'The sandbox answers for these archives with the part of them that is listed here, at the versions of Debian 12 and of npm’s lock. What is not listed is not found, and apt, npm and pip say so in their own words.',
    counts: (count: number, host: string, needed: number) => `${count} from ${host}, and ${needed} that they need`,
    list: (command: string) => `Packages for ${command}`,
    where: {
      'deb.debian.org': 'in debian and what is made on it, after apt-get update; ',
      'registry.npmjs.org': 'in node; ',
      'pypi.org': 'in python, and where apt-get installed python3-pip; ',
    } as Readonly<Record<string, string>>,
  },
  conformance: {
    title: 'Beside real Docker',
    about:
      'Scenarios of commands, played with Docker’s own client and with ours, on Docker’s engine and on ours. Exit codes and every line of output are compared with Docker on Docker.',
    none: 'This copy of the site has no report of a run. Whoever has the sources makes one with `npm run -s conformance -- --report`.',
    identical: (identical: number, all: number) => `${identical} of ${all} scenarios are identical in all pairings.`,
    results: 'Results by group of scenarios',
    differs: 'What differs, and why',
  },
};
