import type { LanguageWords } from './words.ts';
import { compose } from './zh/compose.ts';
import { dockerfile } from './zh/dockerfile.ts';

const IMAGES: ReadonlyMap<string, string> = new Map([
  ['busybox', 'BusyBox：一个文件里的小型 Linux 命令集'],
  ['debian', 'Debian 12（bookworm），精简的基础系统'],
  ['hello-world', '打印一句问候，说明容器能够运行'],
  ['mariadb', 'MariaDB，使用 MySQL 协议的数据库服务器'],
  ['nginx', 'nginx，Web 服务器和反向代理'],
  ['node', '带 npm 的 Node.js：浏览器之外的 JavaScript'],
  ['python', '带 pip 的 Python 3'],
  ['redis', 'Redis，内存中的键值存储'],
  ['registry', '容器镜像仓库（OCI distribution）'],
]);

export const zh: LanguageWords = {
  dockerfile,
  compose,
  image: (name, told) => IMAGES.get(name) ?? told,
};
