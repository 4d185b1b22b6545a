import type { Words } from '../words.ts';

export const laptop: Words['laptop'] = {
  title: '同一个应用，不用容器',
  about:
    '在浏览器里运行的一个 Node 在这里扮演笔记本电脑：StackBlitz 的 WebContainer。它读取工作区里你的文件现在的样子，没有镜像，没有容器，也没有 Docker。这个程序来自 stackblitz.com，所以对方会知道你来过；你的文件留在浏览器里，依赖包则从 npm 获取。',
  run: '在笔记本电脑上运行',
  runAgain: '再运行一次',
  whenRunning: '等机器运行起来',
  reading: '正在读取你的文件…',
  noFiles: (folder) => `文件夹 ${folder} 里还没有文件。`,
  notRead: (why) => `读不到你的文件：${why}`,
  skippedOff: '这里略过：它要从另一家公司的网站取一个程序，而本站的运营者没有开启这项功能。课程照常继续。',
  skippedUnsupported: '略过：这个浏览器不给网页它所需要的东西（各部分之间共享的内存）。',
  skippedUnreachable: '略过：从这里连不上 stackblitz.com，或者它没有及时应答。课程照常继续。',
  reaching: '正在启动笔记本电脑…',
  installing: '正在安装依赖包…',
  starting: '正在启动应用…',
  running: (port) => `应用已运行，在笔记本电脑的端口 ${port}。`,
  ended: (code) => `应用已结束，退出码 ${code}。`,
  failed: (why) => `没有成功：${why}`,
  installFailed: (command, code) => `${command} 以退出码 ${code} 结束`,
  frame: '笔记本电脑',
  output: '笔记本电脑打印的内容',
  page: '应用的网页',
};
