import { ArrowDown, ArrowRight, ArrowUp, ArrowLeft } from 'lucide-react';
import type { Picture, PictureGroup, PictureItem, Tone } from '@/lessons/format/picture.ts';
import { Words } from './Words.tsx';

/** A picture of boxes and arrows. Where there is little room, what an arrow leads to is below, not beside. */
export function LessonPicture({ picture }: { picture: Picture }) {
  return (
    <figure className="@container mt-6">
      <div className="lesson-picture border-y border-line py-5 text-[0.8125rem] leading-snug">
        <Items group={picture} />
      </div>
      <figcaption className="mt-2 text-[0.8125rem] leading-relaxed text-ink-soft">
        <Words source={picture.caption} />
      </figcaption>
    </figure>
  );
}

/** How things are laid out, and how wide each of them is: beside each other, no word of them is torn apart. */
const DOWN = ['flex-col', ''] as const;
const ACROSS = ['flex-row flex-wrap', 'min-w-min flex-1 basis-14'] as const;
const ALONG_ARROWS = ['flex-col @md:flex-row', '@md:min-w-min @md:flex-1 @md:basis-20'] as const;

function Items({ group: { across, items } }: { group: PictureGroup }) {
  const hasArrows = items.some(({ kind }) => kind === 'arrow');
  const [look, width] = !across ? DOWN : hasArrows ? ALONG_ARROWS : ACROSS;
  return (
    <div className={`flex gap-1.5 ${look}`}>
      {items.map((item, index) => (
        <Item key={index} item={item} across={across} width={width} />
      ))}
    </div>
  );
}

const TONES: Readonly<Record<Tone | 'plain', string>> = {
  plain: 'border-line-strong bg-sheet',
  focus: 'border-lead bg-lead/10',
  writable: 'border-sea bg-sea/10',
  readonly: 'border-line bg-wash',
  gone: 'border-dashed border-line-strong text-ink-soft',
};

function Item({ item, across, width }: { item: PictureItem; across: boolean; width: string }) {
  if (item.kind === 'arrow') return <Arrow item={item} across={across} />;
  if (item.kind === 'group')
    return (
      <div className={width}>
        <Items group={item} />
      </div>
    );
  const { label, note, tone = 'plain', inside } = item;
  return (
    <div
      className={`flex flex-col border px-1.5 py-2 break-words @md:px-2.5 ${TONES[tone]} ${width} ${inside ? '' : 'justify-center text-center'}`}
    >
      <p className={inside ? 'font-medium' : ''}>
        <Words source={label} />
      </p>
      {note !== undefined && (
        <p className="mt-0.5 text-xs text-ink-soft">
          <Words source={note} />
        </p>
      )}
      {inside !== undefined && (
        <div className="mt-2">
          <Items group={inside} />
        </div>
      )}
    </div>
  );
}

type ArrowItem = Extract<PictureItem, { kind: 'arrow' }>;

function Arrow({ item: { label, back }, across }: { item: ArrowItem; across: boolean }) {
  const isTwoWay = back !== undefined;
  return (
    <div
      className={`flex shrink-0 items-center justify-center gap-x-3 gap-y-2 px-1 text-xs text-ink-soft ${across ? '@md:max-w-28 @md:flex-col' : ''}`}
    >
      <ArrowWords words={label}>
        {across && <ArrowRight size={16} aria-hidden className="hidden @md:block" />}
        <ArrowDown size={16} aria-hidden className={across ? '@md:hidden' : ''} />
      </ArrowWords>
      {isTwoWay && (
        <ArrowWords words={back}>
          {across && <ArrowLeft size={16} aria-hidden className="hidden @md:block" />}
          <ArrowUp size={16} aria-hidden className={across ? '@md:hidden' : ''} />
        </ArrowWords>
      )}
    </div>
  );
}

function ArrowWords({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <span className="flex items-center gap-1 text-center @md:flex-col @md:gap-0.5">
      {words !== '' && (
        <span>
          <Words source={words} />
        </span>
      )}
      <span className="text-lead">{children}</span>
    </span>
  );
}
