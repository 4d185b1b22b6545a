/** The state is said in words beside it. */
export function StateDot({ state }: { state: string }) {
  const look =
    state === 'running'
      ? 'bg-good'
      : state === 'paused' || state === 'restarting'
        ? 'bg-amber'
        : 'border border-line-strong';
  return <span aria-hidden className={`size-2 shrink-0 self-center rounded-full ${look}`} />;
}
