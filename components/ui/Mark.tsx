/** The mark: a hull on the inclined ways, about to go into the water. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden focusable="false">
      <g transform="rotate(14 16 16)">
        <path d="M4 13h24l-3.2 6.2a3 3 0 0 1-2.7 1.6H9.9a3 3 0 0 1-2.7-1.6L4 13Z" fill="var(--lead)" />
        <path d="M9 5h4v5H9zM14.5 5h4v5h-4zM20 5h4v5h-4z" fill="currentColor" />
      </g>
      <path d="M2 20.6 30 27.6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
