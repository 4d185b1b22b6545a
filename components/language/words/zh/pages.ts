import type { PageWords } from '../page-words.ts';

export const pages: PageWords['pages'] = {
  site: 'Slipway：浏览器标签页里的 Docker',
  about: '在浏览器标签页里运行真正的容器，学习 Docker。无需安装，无需账号，无需排队。',
  lessonsAbout: '在一台真实的机器旁，一步一步学习 Docker。',
  playgroundAbout: '就在这个标签页里：一台装有 Docker 的 Linux 机器和它的终端。',
  preview: '预览',
  laptop: '笔记本电脑',
  coverageAbout: 'Slipway 支持 Docker 的哪些命令、选项和 API 端点，以及为什么没有其余的。',
};
