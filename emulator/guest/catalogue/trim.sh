# Runs inside the root of every image that has packages (trim.ts).

# Manuals and translations; the copyright files stay, the licences ask for it.
find /usr/share/doc -depth ! -type d ! -name copyright -delete
find /usr/share/doc -depth -type d -empty -delete
rm -rf /usr/share/man/* /usr/share/info/* /usr/share/groff/* /usr/share/lintian /usr/share/linda \
  /usr/share/bug /usr/share/bash-completion/completions /usr/share/zsh /usr/share/fish \
  /usr/share/pixmaps /usr/share/icons /usr/share/applications /usr/share/doc-base
find /usr/share/locale -mindepth 1 -maxdepth 1 ! -name locale.alias -exec rm -rf {} +
rm -rf /usr/share/zoneinfo/right /usr/share/zoneinfo/posix

# What was only for the installation. APT makes the caches again when it needs them.
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/* /var/cache/ldconfig/* /var/cache/debconf/*-old \
  /var/lib/dpkg/*-old /var/lib/dpkg/lock* /var/lib/apt/lists/lock /var/log/apt /var/log/*.log /tmp/* /tmp/.[!.]* /var/tmp/*
mkdir -p /var/lib/apt/lists/partial /var/cache/apt/archives/partial
find /var/log -type f -exec truncate -s 0 {} +

# What the machine it was built on left behind; the engine mounts its own over these.
rm -f /etc/hostname /etc/resolv.conf /etc/apt/apt.conf.d/99mmdebstrap /etc/dpkg/dpkg.cfg.d/99mmdebstrap
: > /etc/machine-id
