import type { PageWords } from '@/components/language/words/page-words.ts';

type Words = PageWords['front']['drawing'];

/**
 * A section through the tab, drawn like one through a ship: containers on deck, the engine beside the machine below,
 * the browser as the water that carries it. Decoration: the list beside it says the same in words.
 */
export function SectionDrawing({ words }: { words: Words }) {
  return (
    <svg
      viewBox="0 0 640 430"
      aria-hidden
      focusable="false"
      className="w-full self-start"
      fill="none"
      stroke="currentColor"
    >
      <Grid />
      <g className="text-ink">
        <Containers />
        <Hull />
      </g>
      <Waterline />
      <Labels words={words} />
    </svg>
  );
}

function Grid() {
  const stations = Array.from({ length: 11 }, (_, index) => 70 + index * 50);
  return (
    <g className="text-line" strokeWidth="1">
      {stations.map((x) => (
        <path key={x} d={`M${x} 40V400`} strokeDasharray="1 5" className="text-line-strong" />
      ))}
      <path d="M30 372H610" className="text-line-strong" />
    </g>
  );
}

const STACKS: readonly { x: number; count: number }[] = [
  { x: 170, count: 2 },
  { x: 230, count: 3 },
  { x: 290, count: 3 },
  { x: 350, count: 2 },
  { x: 410, count: 3 },
];

function Containers() {
  return (
    <g strokeWidth="1.25">
      {STACKS.flatMap(({ x, count }, stack) =>
        Array.from({ length: count }, (_, level) => {
          const y = 150 - level * 30;
          const isMarked = stack === 2 && level === 2;
          return (
            <g key={`${x} ${y}`}>
              <rect x={x} y={y} width="54" height="26" fill={isMarked ? 'var(--lead)' : 'var(--paper)'} />
              {[11, 22, 32, 43].map((dx) => (
                <path key={dx} d={`M${x + dx} ${y + 5}v16`} strokeWidth="0.75" opacity={isMarked ? 0.5 : 0.35} />
              ))}
            </g>
          );
        }),
      )}
    </g>
  );
}

function Hull() {
  return (
    <g strokeWidth="1.5" strokeLinejoin="round">
      <path
        d="M62 178H560L590 160C584 228 556 318 498 352C480 364 458 372 430 372H170C128 372 96 350 84 308Z"
        fill="var(--sheet)"
      />
      <path d="M72 216H578M80 262H562M88 312H532" strokeWidth="0.9" />
      <path d="M330 216V262" strokeWidth="0.9" />
      <path d="M84 178V120H138V178M94 132H128M94 144H128" strokeWidth="1.1" fill="var(--paper)" />
      <path d="M104 120V92M104 100H122" strokeWidth="1.1" />
    </g>
  );
}

/** Waves, and the boot-topping in red lead along the water. */
function Waterline() {
  const waves = Array.from({ length: 16 }, () => 'q10 -5 20 0t20 0').join('');
  return (
    <g strokeWidth="1.25">
      <path d="M82 292H548" className="text-lead" strokeWidth="2.5" />
      <path d={`M0 292${waves}`} className="text-sea" opacity="0.55" />
    </g>
  );
}

function Labels({ words }: { words: Words }) {
  const decks = [
    { x: 100, y: 202, text: words.crun },
    { x: 100, y: 244, text: 'Linux 6.1' },
    { x: 346, y: 244, text: words.engine },
    { x: 108, y: 284, text: words.pc },
    { x: 130, y: 342, text: words.worker },
  ];
  return (
    <g stroke="none" fill="currentColor" className="font-mono text-ink max-sm:hidden" fontSize="13.5">
      {decks.map(({ x, y, text }) => (
        <text key={text} x={x} y={y}>
          {text}
        </text>
      ))}
      <g className="text-ink-soft" fontSize="12.5">
        <text x="480" y="112">
          {words.containers}
        </text>
        <path d="M474 108H468" stroke="currentColor" />
        <text x="584" y="316" className="text-sea">
          {words.browser}
        </text>
        <text x="30" y="392">
          {words.scale}
        </text>
      </g>
    </g>
  );
}
