import type { inspector as english } from '../en/inspector.ts';

export const inspector: typeof english = {
  name: '检视器',
  views: '机器的各个视图',
  close: '关闭检视器',
  loading: '正在加载…',
  notRunning: '机器没有运行。一旦运行，这里就能看到其中发生的一切。',
  failed: '无法显示这个视图',
  reload: '重新加载页面',
  containers: { name: '容器' },
  networks: { name: '网络' },
  volumes: { name: '数据卷' },
};
