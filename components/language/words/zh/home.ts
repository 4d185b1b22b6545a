import type { Words } from '../words.ts';

export const home: Words['home'] = {
  machine: '可以试用的机器',
  openInPlayground: '在演练场中打开',
  off: '机器已关闭',
  start: '启动机器',
  startAbout: (size) =>
    `它会在这个标签页里加载${size === undefined ? '' : ` ${size} 数据`}，唤醒一个 Linux，然后输入上面的命令。`,
};
