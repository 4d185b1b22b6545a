/**
 * Debian's packages of Python projects: `apt-get install` finds them, and `pip install` finds wheels of them and of
 * all that they need (pypi.ts).
 */
export const PYTHON_PACKAGES: readonly string[] = [
  ...['python3-flask', 'python3-flask-cors', 'python3-flask-sqlalchemy', 'python3-bottle', 'python3-django'],
  ...['python3-fastapi', 'python3-uvicorn', 'python3-gunicorn'],
  ...['python3-redis', 'python3-pymysql', 'python3-requests', 'python3-dotenv', 'python3-yaml', 'python3-dateutil'],
  ...['python3-rich', 'python3-tqdm', 'python3-colorama', 'python3-termcolor', 'python3-tabulate', 'python3-pytest'],
];

/**
 * What `apt-get install` finds in the sandbox, besides what these need: what tutorials install, as far as it is small.
 * Recommended packages are not there, and apt does without them.
 */
export const DEBIAN_PACKAGES: readonly string[] = [
  // Services
  ...['redis-server', 'nginx-light', 'nginx', 'memcached', 'lighttpd', 'apache2', 'haproxy', 'mosquitto'],
  ...['cron', 'supervisor', 'openssh-server', 'mariadb-client'],
  // Languages
  ...['python3', 'python3-pip', 'python3-venv', 'python-is-python3', 'gunicorn', 'sqlite3', 'lua5.4', 'nodejs'],
  ...['tcc', 'libc6-dev'],
  ...PYTHON_PACKAGES,
  // The network
  ...['curl', 'wget', 'ca-certificates', 'iputils-ping', 'iproute2', 'net-tools', 'netcat-openbsd', 'telnet'],
  ...['bind9-host', 'bind9-dnsutils', 'dnsutils', 'traceroute', 'tcpdump', 'socat', 'iperf3'],
  ...['openssh-client', 'apache2-utils', 'redis-tools'],
  // At the prompt
  ...['vim', 'vim-tiny', 'nano', 'less', 'file', 'tree', 'htop', 'strace', 'lsof', 'psmisc', 'jq', 'git', 'make', 'bc'],
  ...['tmux', 'ncdu', 'dialog', 'bash-completion', 'procps', 'apt-utils', 'locales', 'tzdata'],
  ...['unzip', 'zip', 'xz-utils', 'bzip2', 'rsync', 'gnupg', 'sudo', 'gosu', 'tini', 'dumb-init', 'stress'],
  ...['cowsay', 'fortune-mod', 'fortunes-min', 'figlet', 'sl', 'toilet', 'lsb-release'],
];
