import type { LanguageService } from '../language-service.ts';
import { complete } from './complete.ts';
import { dockerfileConfiguration, dockerfileGrammar } from './grammar.ts';
import { hover } from './hover.ts';
import { problems } from './problems.ts';

/** Dockerfiles, with the parser and the checks that `docker build` of the sandbox has. */
export const dockerfile: LanguageService = {
  id: 'dockerfile',
  name: 'Dockerfile',
  takes: (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (/\.dockerignore$/i.test(name)) return false;
    return /^(?:dockerfile|containerfile)(?:\..+)?$|\.(?:dockerfile|containerfile)$/i.test(name);
  },
  grammar: dockerfileGrammar,
  configuration: dockerfileConfiguration,
  triggers: ['-', '$', '{', '=', ' ', ','],
  problems,
  complete,
  hover,
};
