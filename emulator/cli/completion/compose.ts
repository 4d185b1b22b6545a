import { Directive, type Completion } from './completion.ts';
import { files, inTurn, nothing, words } from './objects.ts';

type Names = keyof typeof import('../compose/commands/completion.ts');

/** Names out of the file or the project; what reads the file is loaded when it is asked for. */
const names =
  (of: Names, end = ''): Completion =>
  async ({ cli, groupFlags }) => {
    const all = await (await import('../compose/commands/completion.ts'))[of]({ cli, groupFlags });
    const directive = Directive.noFiles | (end === '' ? 0 : Directive.noSpace);
    return { candidates: all.map((name) => name + end), directive };
  };

const services = names('serviceNames');

/** 'web:' and the files of this machine. */
const copyPath: Completion = (request) =>
  /[:/]/.test(request.word)
    ? { candidates: [], directive: Directive.default }
    : inTurn([names('serviceNames', ':'), names('serviceNames', ':')])(request);

/** By a command's words; all others of compose take services. */
const argumentsOf: Readonly<Record<string, Completion>> = {
  'compose attach': inTurn([services]),
  'compose commit': inTurn([services]),
  'compose cp': copyPath,
  'compose exec': inTurn([services, files], true),
  'compose export': inTurn([services]),
  'compose ls': nothing,
  'compose port': inTurn([services]),
  'compose publish': nothing,
  'compose run': inTurn([services, files], true),
  'compose scale': names('serviceNames', '='),
  'compose stats': inTurn([services]),
  'compose version': nothing,
};

/** What the arguments of a command of compose can be. */
export function composeArguments(command: string): Completion {
  return argumentsOf[command] ?? services;
}

/** By a flag's name: those of compose itself, then those of its commands. */
export const composeFlags: Readonly<Record<string, Readonly<Record<string, Completion>>>> = {
  compose: {
    ansi: words('always', 'auto', 'never'),
    'env-file': files,
    file: files,
    profile: names('profileNames'),
    progress: words('auto', 'json', 'plain', 'quiet', 'tty'),
    'project-directory': files,
    'project-name': names('projectNames'),
  },
  'compose build': { builder: nothing },
  'compose config': { format: words('json', 'yaml'), output: files },
  'compose down': { rmi: words('all', 'local') },
  'compose export': { output: files },
  'compose images': { format: words('json', 'table') },
  'compose ls': { format: words('json', 'table') },
  'compose ps': {
    format: words('json', 'table'),
    status: words('created', 'dead', 'exited', 'paused', 'removing', 'restarting', 'running'),
  },
  'compose up': {
    attach: services,
    'exit-code-from': services,
    'no-attach': services,
    pull: words('always', 'missing', 'never', 'policy'),
    scale: names('serviceNames', '='),
  },
};
