/** A share as a line; what it says stands beside it in words. */
export function ProgressBar({ passed, all, className }: { passed: number; all: number; className: string }) {
  return (
    <span aria-hidden className={`block overflow-hidden rounded-full bg-line ${className}`}>
      <span
        className="block h-full rounded-full bg-good transition-[width] duration-300"
        style={{ width: `${all === 0 ? 0 : (passed / all) * 100}%` }}
      />
    </span>
  );
}
