import type { LanguageWords } from '../words.ts';
// Of what the schema says in English, all of it (`words.test.ts`).
import descriptions from './compose-keys.json' with { type: 'json' };

const sorts: Readonly<Record<string, string>> = {
  services: '服务',
  networks: '网络',
  volumes: '数据卷',
  secrets: 'secret',
  configs: 'config',
};

const types: Readonly<Record<string, string>> = {
  object: '映射',
  array: '列表',
  integer: '数字',
  number: '数字',
  string: '字符串',
  boolean: '布尔值',
};

export const compose: LanguageWords['compose'] = {
  undescribed: {
    develop: '文件变化时 `docker compose watch` 的动作。',
    deploy: '服务有多少个容器，每个容器可以使用多少资源。',
    annotations: '给容器运行时的说明，按名称书写。',
    attach: '`false`：`docker compose up` 不显示它的输出。',
  },
  described: (description) => (descriptions as Readonly<Record<string, string>>)[description] ?? description,
  types: (found) => {
    const names = [...new Set(found.map((type) => types[type] ?? type))];
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}或${names.at(-1)}`;
  },
  key: (key, type) => `**${key}**${type === '' ? '' : `：${type}`}`,
  oneOf: (values) => `可选值：${values.map((each) => `\`${each}\``).join('、')}`,
  ofProject: (top) => `这个项目的${spaced(sorts[top] ?? top)}。`,
  definedAt: (top, name, line) => `${sorts[top] ?? top} \`${name}\`，第 ${line} 行`,
  definedIn: (top, line) => `${sorts[top] ?? top}，第 ${line} 行`,
  inEnvFile: (name, value) => `\`${name}\` 在 .env 中是 \`${value}\`，除非 shell 里另有设置`,
  unlessSet: (name, value) => `没有设置时，\`${name}\` 是 \`${value}\``,
  mustBeSet: (name, why) => `必须设置 \`${name}\`${why === '' ? '' : `：${why}`}`,
  whenSet: (name, value) => `设置了 \`${name}\` 时是 \`${value}\`，否则为空`,
  empty: (name) => `.env 中没有 \`${name}\`：为空，除非 shell 里有设置`,
};

/** Latin letters stand apart from Chinese ones. */
function spaced(word: string): string {
  return /^\w/.test(word) ? ` ${word}` : word;
}
