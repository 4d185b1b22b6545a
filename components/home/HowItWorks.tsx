import { SectionDrawing } from './SectionDrawing.tsx';

const PARTS = [
  {
    name: 'An emulated PC',
    text: 'v86 runs x86 machine code as WebAssembly, in a worker, so that the page stays quick. It wakes from a snapshot instead of booting.',
  },
  {
    name: 'A Linux kernel',
    text: 'Namespaces, control groups, overlay mounts and network bridges are the kernel’s own. crun starts each container from an OCI bundle.',
  },
  {
    name: 'The Docker engine',
    text: 'Written for the browser, it speaks the Docker Engine API. Images are OCI images, and their digests are checked.',
  },
  {
    name: 'A disk in your browser',
    text: 'Images, containers and files are there after a reload. They leave your computer only if you send them.',
  },
] as const;

const LIMITS = [
  'The processor is a 32-bit PC with one core, many times slower than yours: images are linux/386.',
  'Outside the machine there is no network, unless whoever runs this site allows it. Names then fail to resolve, as on an unplugged computer.',
  'All containers share one kernel and the memory of one tab.',
] as const;

export function HowItWorks() {
  return (
    <section className="border-t-2 border-ink pt-8 pb-24">
      <h2 className="text-3xl font-medium tracking-tight sm:text-4xl">What is under the deck</h2>
      <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <SectionDrawing />
        <dl className="space-y-6">
          {PARTS.map(({ name, text }) => (
            <div key={name}>
              <dt className="font-medium">{name}</dt>
              <dd className="mt-1 leading-relaxed text-ink-soft">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="mt-14 border-l-2 border-lead pl-6">
        <h3 className="font-medium">What it cannot do</h3>
        <ul className="mt-3 max-w-prose space-y-2 text-ink-soft">
          {LIMITS.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
