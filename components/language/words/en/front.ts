/** The home page. What stands between backticks is code. */
export const front = {
  title: 'Docker, for real, in a browser tab',
  about:
    'Slipway starts a small Linux inside this page and runs real containers in it. There is nothing to install, no account, no queue, and no server that does the work: the machine is yours, and it stays in your browser.',
  openPlayground: 'Open the playground',
  proofs: {
    title: 'Do not take our word for it',
    about: 'A simulation compares what you type with what it expects. Here, whatever you type runs. Try to find out.',
    /** Before, of and after the link. */
    covered: [
      'Which commands, flags and endpoints there are, and how far they do what real Docker does, is ',
      'listed one by one',
      '.',
    ],
    kernel: {
      claim: 'It is a kernel, not a list of canned answers.',
      note: 'Linux 6.1, built from Debian’s source, on an emulated PC.',
    },
    processes: {
      claim: 'Containers are processes with a process list of their own.',
      note: 'The command is process 1 of its container, and all there is.',
    },
    namespaces: { claim: 'They are kept apart by Linux namespaces.', note: 'The same names, other numbers.' },
    layers: {
      claim: 'Their root is a stack of image layers.',
      note: 'Read-only layers below, one that can be written on top.',
    },
  },
  how: {
    title: 'What is under the deck',
    pc: {
      name: 'An emulated PC',
      text: 'v86 runs x86 machine code as WebAssembly, in a worker, so that the page stays quick. It wakes from a snapshot instead of booting.',
    },
    kernel: {
      name: 'A Linux kernel',
      text: 'Namespaces, control groups, overlay mounts and network bridges are the kernel’s own. crun starts each container from an OCI bundle.',
    },
    engine: {
      name: 'The Docker engine',
      text: 'Written for the browser, it speaks the Docker Engine API. Images are OCI images, and their digests are checked.',
    },
    disk: {
      name: 'A disk in your browser',
      text: 'Images, containers and files are there after a reload. They leave your computer only if you send them.',
    },
    limits: 'What it cannot do',
    processor: 'The processor is a 32-bit PC with one core, many times slower than yours: images are linux/386.',
    network:
      'Outside the machine there is no network, unless whoever runs this site allows it. Names then fail to resolve, as on an unplugged computer.',
    memory: 'All containers share one kernel and the memory of one tab.',
  },
  drawing: {
    crun: 'crun: namespaces, cgroups, overlay mounts',
    engine: 'Docker engine',
    pc: 'an emulated PC, in WebAssembly',
    worker: 'a worker of this tab',
    containers: 'your containers',
    browser: 'browser',
    scale: 'section through a tab, not to scale',
  },
  course: 'Learn it step by step',
};
