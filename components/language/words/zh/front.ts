import type { PageWords } from '../page-words.ts';

export const front: PageWords['front'] = {
  // With places where a narrow line may end (U+200B): no word is cut in two there.
  title: '真正的 Docker，\u200b就在\u200b浏览器\u200b标签页里',
  about:
    'Slipway 在这个页面里启动一个小巧的 Linux，并在其中运行真正的容器。无需安装，无需账号，无需排队，也没有服务器替你干活：机器属于你，只存在于你的浏览器里。',
  openPlayground: '打开演练场',
  proofs: {
    title: '眼见为实',
    about: '模拟器只会把你输入的内容与预设的答案比对。而在这里，你输入什么，就真的运行什么。不妨试试看。',
    covered: ['有哪些命令、选项和端点，它们与真正的 Docker 有多接近，都', '逐项列出', '。'],
    kernel: {
      claim: '这是一个真正的内核，而不是一串预设的答案。',
      note: 'Linux 6.1，由 Debian 的源代码构建，运行在一台模拟的 PC 上。',
    },
    processes: {
      claim: '容器就是进程，有自己的进程列表。',
      note: '这条命令就是容器里的 1 号进程，除此之外什么也没有。',
    },
    namespaces: { claim: '容器之间由 Linux 命名空间隔离。', note: '名称相同，编号不同。' },
    layers: { claim: '容器的根文件系统由镜像层叠成。', note: '下面是只读层，最上面是可写层。' },
  },
  how: {
    title: '甲板之下',
    pc: {
      name: '一台模拟的 PC',
      text: 'v86 以 WebAssembly 执行 x86 机器码，运行在 worker 里，所以页面始终流畅。它从快照中唤醒，无需启动。',
    },
    kernel: {
      name: '一个 Linux 内核',
      text: '命名空间、cgroup、overlay 挂载和网桥都由内核自己提供。crun 从 OCI bundle 启动每个容器。',
    },
    engine: {
      name: 'Docker 引擎',
      text: '专为浏览器编写，遵循 Docker Engine API。镜像是 OCI 镜像，摘要都会校验。',
    },
    disk: {
      name: '浏览器里的磁盘',
      text: '重新加载页面之后，镜像、容器和文件都还在。除非你把它们发送出去，否则不会离开你的电脑。',
    },
    limits: '它做不到的',
    processor: '处理器是一台单核的 32 位 PC，比你的电脑慢很多倍，所以镜像都是 linux/386。',
    network: '除非网站的运营者允许，机器没有外部网络。这时域名无法解析，就像一台拔了网线的电脑。',
    memory: '所有容器共用一个内核，以及一个标签页的内存。',
  },
  drawing: {
    crun: 'crun：命名空间、cgroup、overlay 挂载',
    engine: 'Docker 引擎',
    pc: '一台模拟的 PC，用 WebAssembly 实现',
    worker: '这个标签页的 worker',
    containers: '你的容器',
    browser: '浏览器',
    scale: '标签页剖面图，未按比例',
  },
  course: '一步一步地学',
};
