import type { LanguageService } from '../language-service.ts';
import { composeConfiguration, composeGrammar } from './grammar.ts';

/** What of it is large (the schema, the YAML parser, compose's own loader) comes with the first compose file. */
const features = () => import('./features.ts');

/** Compose files, with the loader that `docker compose` of the sandbox has. */
export const compose: LanguageService = {
  id: 'compose',
  name: 'Compose',
  takes: (path) => /(?:^|\/)(?:docker-)?compose(?:[.-][^/]+)?\.ya?ml$/i.test(path),
  grammar: composeGrammar,
  configuration: composeConfiguration,
  triggers: [' ', '-', '/'],
  problems: async (...of) => (await features()).problems(...of),
  complete: async (text, offset, surroundings) => (await features()).complete(text, offset, surroundings),
  hover: async (...of) => (await features()).hover(...of),
};
