# Read by every interactive bash.
[ -z "$PS1" ] && return
. /etc/shrc
PS1='\[\e[1m\]\u@\h\[\e[0m\]:\[\e[36m\]\w\[\e[0m\]\$ '
HISTCONTROL=ignoredups HISTSIZE=2000
shopt -s checkwinsize histappend

# docker's own completion, fetched from it at the first Tab.
__docker_first() {
  eval "$(docker completion bash)"
  return 124
}
complete -o default -F __docker_first docker docker-compose

help() {
  if (($#)); then builtin help "$@"; else printf '%s\n' "$(</etc/help)"; fi
}
