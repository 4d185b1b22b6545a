/** The boot as a launch: the hull slides down the inclined ways as far as the boot has come. `share` is 0 to 1. */
export function LaunchWays({ share }: { share: number }) {
  const x = 8 + share * 336;
  return (
    <svg viewBox="0 0 420 112" aria-hidden focusable="false" fill="none" stroke="currentColor" className="w-full">
      <g className="text-line-strong" strokeWidth="1">
        {Array.from({ length: 15 }, (_, index) => {
          const tie = 12 + index * 24;
          return <path key={tie} d={`M${tie} ${44 + tie * 0.14}V${52 + tie * 0.14}`} />;
        })}
        <path d="M4 44.5 372 96" strokeWidth="1.5" />
      </g>
      <g
        style={{ transform: `translate(${x}px, ${x * 0.14}px) rotate(8deg)` }}
        className="text-ink transition-transform duration-300 ease-out"
      >
        <path d="M4 24h64l-7 15a6 6 0 0 1-5.4 3.4H17a6 6 0 0 1-5.4-3.4L4 24Z" fill="var(--lead)" stroke="none" />
        <path d="M18 6h11v15H18zM31 6h11v15H31zM44 6h11v15H44z" fill="currentColor" stroke="none" />
      </g>
      <path d="M330 100q7.5 -4 15 0t15 0t15 0t15 0t15 0t15 0" className="text-sea" strokeWidth="1.25" />
    </svg>
  );
}
