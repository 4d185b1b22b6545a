import type { Reason } from '../../reason.ts';
import type { Words } from '../words.ts';

const KINDS: Readonly<Record<Reason['kind'], string>> = {
  invalid: '内容无效',
  unauthorized: '需要登录',
  forbidden: '没有权限',
  'not-found': '找不到',
  conflict: '与当前状态冲突',
  'not-implemented': '这里不支持',
  unavailable: '无法访问',
  'storage-full': '空间不足',
  'in-use': '正被占用',
  corrupt: '数据已损坏',
  canceled: '已取消',
  internal: '内部错误',
  other: '发生错误',
};

export const reason: Words['reason'] = ({ kind, detail }) =>
  detail === '' ? KINDS[kind] : `${KINDS[kind]}（${detail}）`;
