import { compose } from './compose/service.ts';
import { dockerfile } from './dockerfile/service.ts';
import type { LanguageService } from './language-service.ts';

/** The languages the editor helps with; the first that takes a path has it. */
export const LANGUAGE_SERVICES: readonly LanguageService[] = [dockerfile, compose];
