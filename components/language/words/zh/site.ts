import type { Words } from '../words.ts';

export const site: Words['site'] = {
  between: '',
  lessons: '课程',
  playground: '演练场',
  navigation: '网站',
  covered: '支持范围',
  notAffiliated: '与 Docker, Inc. 无关。Docker 是 Docker, Inc. 的商标。',
  switchTheme: '切换主题',
  lightTheme: '切换到浅色主题',
  darkTheme: '切换到深色主题',
  cancel: '取消',
  close: (name) => `关闭 ${name}`,
  noSuchPage: '没有这个页面',
  oldOrMistyped: '网址可能已失效或输入有误。',
  broke: '页面出错了',
  brokeAbout: '这是我们的错误。你的镜像、容器和文件保存在浏览器的存储空间里，没有受到影响。',
  tryAgain: '重试',
  goHome: '回到首页',
  openPlayground: '打开演练场',
};
