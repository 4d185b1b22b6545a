import type { Words } from '../words.ts';

export const course: Words['course'] = {
  introduction: '一篇课文，旁边是一台机器。每一步最后都有一个检查，看的是机器上真正发生了什么，不管你是怎么做到的。',
  minutes: (count) => `${count} 分钟`,
};
