# Runs inside the root of every image that has packages (trim.ts).

# Manuals and translations; the copyright files stay, the licences ask for it. The folders stay as well: where one is
# missing, dpkg rewrites the file lists of all packages that share it with the one it installs.
for folder in /usr/share/man /usr/share/info /usr/share/groff /usr/share/lintian /usr/share/linda /usr/share/bug \
  /usr/share/bash-completion/completions /usr/share/zsh /usr/share/fish /usr/share/vim /usr/share/pixmaps \
  /usr/share/icons /usr/share/applications /usr/share/doc-base /usr/share/zoneinfo/right /usr/share/zoneinfo/posix; do
  [ ! -d "$folder" ] || find "$folder" ! -type d -delete
done
find /usr/share/doc ! -type d ! -name copyright -delete
find /usr/share/locale ! -type d ! -name locale.alias -delete

# Read only when a Debian package is built.
find /var/lib/dpkg/info -name '*.symbols' -delete

# What was only for the installation. APT makes the caches again when it needs them.
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/* /var/cache/ldconfig/* /var/cache/debconf/*-old \
  /var/lib/dpkg/*-old /var/lib/dpkg/lock* /var/log/apt/* /var/log/*.log /tmp/* /tmp/.[!.]* /var/tmp/*
mkdir -p /var/lib/apt/lists/partial /var/cache/apt/archives/partial
find /var/log -type f -exec truncate -s 0 {} +

# What the machine it was built on left behind; the engine mounts its own over these.
rm -f /etc/hostname /etc/resolv.conf /etc/apt/apt.conf.d/99mmdebstrap /etc/dpkg/dpkg.cfg.d/99mmdebstrap
: > /etc/machine-id
# Backups that tools keep of what they changed.
rm -f /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow- /etc/subuid- /etc/subgid-
