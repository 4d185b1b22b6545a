'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useId, useState } from 'react';
import { formatAddress, parseAddress } from './local-address.ts';
import { preview, type PreviewTab } from './preview-store.ts';

/** Where the tab is; takes what a browser's address bar takes, as far as it is of the machine. */
export function AddressField({ tab }: { tab: PreviewTab }) {
  const shown = tab.address === undefined ? '' : formatAddress(tab.address);
  // Started anew at each change of the address, but not while somebody types.
  return <Field key={`${tab.id} ${shown}`} tab={tab} shown={shown} />;
}

function Field({ tab, shown }: { tab: PreviewTab; shown: string }) {
  const { preview: words } = useWords();
  const [isWrong, setWrong] = useState(false);
  const explanation = useId();
  return (
    <form
      className="relative min-w-0 flex-1 border-l border-line"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get('address'));
        const target = parseAddress(typed, tab.address?.port);
        setWrong(target === undefined);
        if (target !== undefined) preview.go(tab.id, target);
      }}
    >
      <input
        name="address"
        aria-label={words.address}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? explanation : undefined}
        defaultValue={shown}
        placeholder="localhost:8080"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onFocus={(event) => event.target.select()}
        onChange={() => setWrong(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.currentTarget.value = shown;
          setWrong(false);
        }}
        className="h-full w-full bg-sheet px-3 font-mono text-xs -outline-offset-2 placeholder:text-ink-soft aria-invalid:text-lead"
      />
      {isWrong && (
        <p
          id={explanation}
          role="alert"
          className="absolute top-full right-0 left-0 z-20 rounded-b-md border border-t-0 border-line-strong bg-paper px-3 py-2 text-xs text-ink shadow-lg"
        >
          {words.onlyLocal}
        </p>
      )}
    </form>
  );
}
