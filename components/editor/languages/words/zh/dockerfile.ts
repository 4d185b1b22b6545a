import type { LanguageWords } from '../words.ts';

const instructions: LanguageWords['dockerfile']['instructions'] = {
  FROM: '以一个镜像或前面的阶段为基础，开始一个构建阶段。`scratch` 是空镜像。起了名称，后面的阶段就能从这里复制文件。',
  RUN: '构建镜像时，在这个阶段的容器里运行命令，并把它改动的内容保存为新的一层。',
  CMD: '镜像的容器默认运行的内容：程序本身，或者 ENTRYPOINT 的参数。每个阶段只有最后一个有效；`docker run` 的参数会取代它。',
  ENTRYPOINT: '镜像的每个容器都会运行的程序，后面接上 CMD 或 `docker run` 的参数。',
  COPY: '把文件从构建上下文、另一个阶段或另一个镜像复制到这个镜像。',
  ADD: '像 COPY 一样复制文件，此外还会解开本地的 tar 归档、下载 URL。不需要这些时，请用 COPY。',
  ARG: '构建时的变量，用 `docker build --build-arg NAME=VALUE` 设置，运行镜像时就没有了。写在第一个 FROM 之前的只对 FROM 行有效，除非阶段里再次声明它。',
  ENV: '环境变量，对这个阶段的后续部分和镜像的容器都有效。',
  LABEL: '关于镜像的说明，例如作者或版本；用 `docker image inspect` 查看。',
  EXPOSE: '说明程序监听哪些端口。它并不发布端口：那要用 `docker run -p` 或 `-P`。',
  WORKDIR: '后续指令和容器的工作目录，不存在时会自动创建。',
  USER: '由哪个用户运行后续的 RUN 指令和镜像的容器。',
  VOLUME: '这些目录的内容，容器会保存在数据卷里，而不是自己的可写层里。',
  SHELL: '后面以文本形式书写的 RUN、CMD 和 ENTRYPOINT 使用的 shell，默认是 `["/bin/sh", "-c"]`。',
  STOPSIGNAL: '`docker stop` 最先发送的信号，默认是 SIGTERM。',
  HEALTHCHECK: '用来判断容器是否仍在正常工作的命令：退出码 0 表示健康，1 表示不健康。NONE 取消基础镜像的健康检查。',
  ONBUILD: '留待以后执行的指令：当另一个镜像以 FROM 使用这个镜像来构建时执行。',
  MAINTAINER: '镜像的作者。已弃用：请改用 LABEL org.opencontainers.image.authors=…。',
};

const flags: LanguageWords['dockerfile']['flags'] = {
  chown: '文件在镜像里的所有者，默认是 root。',
  chmod: '文件在镜像里的权限，例如 755 或 u+x。',
  link: '放进独立的一层；下面的层改变时，它的缓存仍然有效。',
  exclude: '排除与模式匹配的文件，可以重复使用。',
  'FROM platform': '镜像的平台，例如 linux/386。',
  'RUN mount': '只在命令运行期间存在的文件：缓存、secret 或绑定挂载。',
  'RUN network': '命令使用的网络。',
  'RUN security': '命令是否以全部特权运行。',
  'COPY from': '从某个阶段或镜像复制，而不是从构建上下文。',
  'COPY parents': '保留源文件所在的目录。',
  'ADD checksum': '下载的文件应有的校验和。',
  'ADD keep-git-dir': '保留仓库的 .git 目录。',
  'ADD unpack': '是否解开归档文件。',
  'HEALTHCHECK interval': '两次检查的间隔，默认 30s。',
  'HEALTHCHECK timeout': '检查超过这个时间就算失败，默认 30s。',
  'HEALTHCHECK start-period': '程序启动的宽限期，过后才开始计算失败次数，默认 0s。',
  'HEALTHCHECK start-interval': '启动期间两次检查的间隔，默认 5s。',
  'HEALTHCHECK retries': '连续失败多少次后，容器被视为不健康，默认 3 次。',
};

const mountTypes: LanguageWords['dockerfile']['mountTypes'] = {
  bind: '构建上下文或某个阶段的文件，只读。',
  cache: '在多次构建之间保留的目录。',
  tmpfs: '内存中的目录。',
  secret: '不会在镜像里留下痕迹的文件。',
};

const mountFields: LanguageWords['dockerfile']['mountFields'] = {
  type: 'bind、cache、tmpfs 或 secret。',
  target: '挂载到哪里。',
  source: '要挂载的内容中的路径。',
  from: '某个阶段或镜像，代替构建上下文。',
  id: '缓存或 secret 的名称。',
  sharing: '用于 cache：shared、private 或 locked。',
  readonly: '不能写入。',
  required: '用于 secret：没有它就失败。',
  mode: '权限，例如 0755。',
  uid: '所有者。',
  gid: '所属的组。',
  env: '用于 secret：作为这个名称的环境变量。',
  size: '用于 tmpfs：最大容量。',
};

export const dockerfile: LanguageWords['dockerfile'] = {
  instructions,
  flags,
  mountTypes,
  mountFields,
  namesStage: '为阶段命名',
  stageFrom: (image) => `阶段，FROM ${image}`,
  emptyImage: '空镜像',
  stageAt: (name, image, line) => `构建阶段 \`${name}\`，FROM \`${image}\`，第 ${line} 行`,
  everywhere: (name, value) => `在这里的每次构建中，\`${name}\` 都是 \`${value}\`。`,
};
