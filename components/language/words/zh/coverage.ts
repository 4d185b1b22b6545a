import type { PageWords } from '../page-words.ts';

export const coverage: PageWords['coverage'] = {
  title: '支持范围',
  about: 'Slipway 支持 Docker 的哪些命令和端点，以及为什么没有其余的。这个页面由引擎和 `docker` 命令自己所用的表生成。',
  ownWords: '命令的说明以及缺少的原因保留 Docker 和引擎的英文原文。',
  count: (done, all) => [`${done} `, `/ ${all}`],
  ofAll: (done, all) => `${done} / ${all}`,
  counted: {
    commands: 'Docker 28 的命令',
    flags: '这些命令的选项',
    endpoints: 'Engine API 1.43 的端点',
    scenarios: '与真正的 Docker 结果一致的场景',
  },
  commands: {
    title: '命令和选项',
    about:
      '以 28 版的 `docker --help` 为准。帮助、默认值和用法错误的措辞都与该版本比对过。划掉的选项会被拒绝，并说明原因。',
    noGroup: '不属于任何一组的命令',
    notThere: '没有：',
    struckOut: '划掉的原因：',
  },
  endpoints: {
    title: 'Engine API',
    about:
      '1.43 版文档中的全部端点。客户端可以请求 1.24 到 1.43 版。没有的端点会回答原因；Docker 有自己的说法时，就用 Docker 的说法。',
    endpoint: '端点',
    inSlipway: 'Slipway 是否支持',
    yes: '支持',
    no: '不支持：',
  },
  packages: {
    title: '没有网络也能安装的软件包',
    about:
      '沙盒里有这些软件源的一部分，如下所列，版本以 Debian 12 和 npm 的锁定文件为准。没有列出的软件包找不到，apt、npm 和 pip 会用自己的话说明。',
    counts: (count, host, needed) => `${count} 个来自 ${host}，另有 ${needed} 个它们依赖的软件包`,
    list: (command) => `${command} 可用的软件包`,
    where: {
      'deb.debian.org': '在 debian 以及基于它的镜像里，先运行 apt-get update；',
      'registry.npmjs.org': '在 node 里；',
      'pypi.org': '在 python 里，以及用 apt-get 安装了 python3-pip 的地方；',
    },
  },
  conformance: {
    title: '与真正的 Docker 对比',
    about:
      '一组组命令场景，分别用 Docker 自己的客户端和我们的客户端，在 Docker 的引擎和我们的引擎上运行。退出码和每一行输出都与“Docker 配 Docker”的结果比对。',
    none: '网站的这个副本没有测试报告。有源代码的人可以用 `npm run -s conformance -- --report` 生成一份。',
    identical: (identical, all) => `${all} 个场景中，有 ${identical} 个在所有组合下完全一致。`,
    results: '各组场景的结果',
    differs: '有哪些不同，原因是什么',
  },
};
