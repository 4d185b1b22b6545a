'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { chooseTheme, currentTheme, onThemeChange } from './theme.ts';

export function ThemeToggle() {
  const { site } = useWords();
  const theme = useSyncExternalStore(onThemeChange, currentTheme, () => undefined);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      onClick={() => chooseTheme(other)}
      aria-label={theme === undefined ? site.switchTheme : other === 'dark' ? site.darkTheme : site.lightTheme}
      className="grid size-9 place-items-center rounded-md text-ink-soft transition-colors hover:bg-wash hover:text-ink"
    >
      {theme === 'dark' ? <Sun size={17} aria-hidden /> : <Moon size={17} aria-hidden />}
    </button>
  );
}
