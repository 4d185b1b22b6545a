import type { ReactNode } from 'react';

/** What stands in a view's place while there is nothing to show: why, and what to do about it. */
export function ViewMessage({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className="flex h-full flex-col items-start justify-center gap-2 p-6 text-sm text-ink-soft">
      {title !== undefined && <p className="font-medium text-ink">{title}</p>}
      <div className="max-w-[44ch] leading-relaxed">{children}</div>
    </div>
  );
}
