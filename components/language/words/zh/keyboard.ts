import type { Words } from '../words.ts';

export const keyboard: Words['keyboard'] = {
  button: '键盘',
  title: '键盘操作',
  close: '关闭',
  nextKeys: 'Alt+Enter',
  runsNext: '按 Alt+Enter 运行这条命令',
  lesson: '课程',
  terminal: '终端',
  editor: '编辑器',
  inspector: '检视器',
  nextCommand: '运行这一步的下一条命令；最后一条之后，跳到检查按钮',
  anyCommand: '运行获得焦点的命令，或按下获得焦点的按钮',
  newTerminal: '新建终端',
  otherTerminal: '前一个或后一个终端',
  leaveTerminal: '离开终端，回到标签栏（Tab 键属于 shell）',
  paste: '复制、粘贴',
  toggleEditor: '打开或关闭编辑器',
  toggleInspector: '打开或关闭检视器',
  save: '立即保存（输入时也会自动保存）',
  tabKey: 'Tab 键改为移动焦点而不是缩进，再按一次恢复',
};
