import type { LanguageWords } from './words.ts';
import { compose } from './zh/compose.ts';
import { dockerfile } from './zh/dockerfile.ts';

const IMAGES: ReadonlyMap<string, string> = new Map([
  ['BusyBox: the commands of a small Linux in one file', 'BusyBox：一个文件里的小型 Linux 命令集'],
  ['Debian 12 (bookworm), a small base system', 'Debian 12（bookworm），精简的基础系统'],
  ['Prints a greeting and shows that containers run', '打印一句问候，说明容器能够运行'],
  ["MariaDB, a database server that speaks MySQL's protocol", 'MariaDB，使用 MySQL 协议的数据库服务器'],
  ['nginx, a web server and reverse proxy', 'nginx，Web 服务器和反向代理'],
  ['Node.js with npm: JavaScript outside the browser', '带 npm 的 Node.js：浏览器之外的 JavaScript'],
  ['Python 3 with pip', '带 pip 的 Python 3'],
  ['Redis, a key-value store in memory', 'Redis，内存中的键值存储'],
  ['Registry of container images (OCI distribution)', '容器镜像仓库（OCI distribution）'],
]);

export const zh: LanguageWords = {
  dockerfile,
  compose,
  image: (told) => IMAGES.get(told) ?? told,
};
