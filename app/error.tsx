'use client';

import { Button } from '@/components/ui/Button.tsx';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <main className="mx-auto max-w-[78rem] px-5 py-24 sm:px-8" role="alert">
      <h1 className="text-4xl font-medium tracking-tight">This page broke</h1>
      <p className="mt-4 max-w-prose text-ink-soft">
        It is a mistake of ours. Your images, containers and files are in the browser’s storage and were not touched.
      </p>
      <p className="mt-4 font-mono text-xs break-words text-ink-soft">{error.digest ?? error.message}</p>
      <div className="mt-8 flex gap-3">
        <Button onClick={reset}>Try again</Button>
        <Button look="quiet" onClick={() => location.assign('/')}>
          Go home
        </Button>
      </div>
    </main>
  );
}
