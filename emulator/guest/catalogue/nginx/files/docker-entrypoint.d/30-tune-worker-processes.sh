#!/bin/sh
# With NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE set, as many workers as the container may use processors.
set -e

[ -n "${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
if [ ! -w /etc/nginx/nginx.conf ]; then
  echo "$0: can not modify /etc/nginx/nginx.conf" >&2
  exit 0
fi
processors=$(nproc)
if read -r quota period </sys/fs/cgroup/cpu.max 2>/dev/null && [ "$quota" != max ]; then
  allowed=$(((quota + period - 1) / period))
  [ "$allowed" -ge "$processors" ] || processors=$allowed
fi
sed -i.bak "s/^\(worker_processes\)[^;]*;/\1  $processors;/" /etc/nginx/nginx.conf
