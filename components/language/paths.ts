import { LANGUAGES, type Language } from '../../lessons/language.ts';

/** Without a language in its path a page is in this one. */
export const DEFAULT_LANGUAGE: Language = 'en';

/** Remembers the language that was chosen, for the next visit of `/`. */
export const LANGUAGE_COOKIE = 'language';

/** As `lang` and `hreflang` name them (BCP 47): fonts of Chinese are chosen by its script. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

export const isLanguage = (text: string | undefined): text is Language => LANGUAGES.includes(text as Language);

/** '/zh/lessons' → { language: 'zh', path: '/lessons' }; '/lessons' → { language: 'en', path: '/lessons' } */
export function splitPath(pathname: string): { language: Language; path: string; isPrefixed: boolean } {
  const [, first, ...rest] = pathname.split('/');
  if (!isLanguage(first)) return { language: DEFAULT_LANGUAGE, path: pathname, isPrefixed: false };
  return { language: first, path: `/${rest.join('/')}`, isPrefixed: true };
}

/** Where a page of the site is in a language: '/lessons' → '/zh/lessons'. */
export function pathIn(language: Language, path: string): string {
  if (language === DEFAULT_LANGUAGE) return path;
  return path === '/' ? `/${language}` : `/${language}${path}`;
}

/** The first of ours that a browser asks for (RFC 9110, 12.5.4); undefined when it asks for none. */
export function preferredLanguage(acceptLanguage: string): Language | undefined {
  const wanted = acceptLanguage
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((q) => q !== undefined);
      return { primary: tag.split('-')[0]!, quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ primary }) => primary).find(isLanguage);
}
