import type { Words } from '../words.ts';

export const terminal: Words['terminal'] = {
  terminals: '终端',
  numbered: (number) => `终端 ${number}`,
  keyboard: (name) => `${name}，键盘输入`,
  moreKeys: '更多按键',
  arrows: { left: '左方向键', up: '上方向键', down: '下方向键', right: '右方向键' },
  add: '新建终端',
  screenReader: '屏幕阅读器模式',
  rename: '双击重命名',
  ended: '（已结束）',
  startedAgain: '机器重新启动过，这是一个新的 shell。',
  noShell: (why) => `无法打开 shell：${why}。按 Enter 重试。`,
  shellEnded: (code) => `shell 已结束，退出码 ${code}。按 Enter 打开新的 shell。`,
  name: '终端的名称',
};
