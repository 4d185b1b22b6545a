import Link from 'next/link';
import { buttonClass } from '@/components/ui/Button.tsx';
import { SiteHeader } from '@/components/ui/SiteHeader.tsx';

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main className="mx-auto max-w-[78rem] px-5 py-24 sm:px-8">
        <p className="lettering">404</p>
        <h1 className="mt-3 text-4xl font-medium tracking-tight">There is no such page</h1>
        <p className="mt-4 max-w-prose text-ink-soft">The address may be old or mistyped.</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Link href="/" className={buttonClass()}>
            Go home
          </Link>
          <Link href="/playground" className={buttonClass({ look: 'quiet' })}>
            Open the playground
          </Link>
          <Link href="/docs/coverage" className={buttonClass({ look: 'quiet' })}>
            What is covered
          </Link>
        </div>
      </main>
    </>
  );
}
