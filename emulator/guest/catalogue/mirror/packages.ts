/**
 * What `apt-get install` finds in the sandbox, besides what these need: what tutorials install, as far as it is small.
 * Recommended packages are not there, and apt does without them.
 */
export const DEBIAN_PACKAGES: readonly string[] = [
  // Services
  ...['redis-server', 'nginx-light', 'nginx', 'memcached', 'lighttpd', 'apache2', 'cron'],
  // Languages
  ...['python3', 'python3-pip', 'python3-venv', 'python3-flask', 'python3-redis', 'python3-pymysql', 'gunicorn'],
  ...['python3-requests', 'python-is-python3', 'sqlite3', 'lua5.4', 'nodejs'],
  // The network
  ...['curl', 'wget', 'ca-certificates', 'iputils-ping', 'iproute2', 'net-tools', 'netcat-openbsd', 'telnet'],
  ...['bind9-host', 'traceroute', 'tcpdump', 'socat', 'openssh-client'],
  // At the prompt
  ...['vim-tiny', 'nano', 'less', 'file', 'tree', 'htop', 'strace', 'lsof', 'psmisc', 'jq', 'git', 'make', 'bc'],
  ...['unzip', 'zip', 'xz-utils', 'bzip2', 'rsync', 'gnupg', 'sudo', 'gosu', 'tini', 'dumb-init', 'stress'],
  ...['cowsay', 'fortune-mod', 'fortunes-min', 'figlet', 'sl', 'toilet', 'lsb-release'],
];
